#include "widgets/plots/truetype_subset.h"

#include <algorithm>
#include <map>
#include <vector>

#include <QtEndian>

namespace nescio {
namespace {

using Glyph = quint32;

constexpr quint16 kArgumentsAreWords = 0x0001;
constexpr quint16 kHasScale = 0x0008;
constexpr quint16 kMoreComponents = 0x0020;
constexpr quint16 kHasTwoScales = 0x0040;
constexpr quint16 kHasMatrix = 0x0080;
constexpr quint16 kHasInstructions = 0x0100;
constexpr qsizetype kGlyphHeader = 10;

quint16 u16(const QByteArray& bytes, qsizetype at) {
    return at + 2 <= bytes.size() ? qFromBigEndian<quint16>(bytes.constData() + at) : quint16{0};
}
quint32 u32(const QByteArray& bytes, qsizetype at) {
    return at + 4 <= bytes.size() ? qFromBigEndian<quint32>(bytes.constData() + at) : 0;
}
void put16(QByteArray& bytes, quint16 value) {
    bytes.append(static_cast<char>(value >> 8)).append(static_cast<char>(value & 0xff));
}
void put32(QByteArray& bytes, quint32 value) {
    put16(bytes, static_cast<quint16>(value >> 16));
    put16(bytes, static_cast<quint16>(value & 0xffff));
}
void set16(QByteArray& bytes, qsizetype at, quint16 value) {
    if (at + 2 <= bytes.size()) qToBigEndian(value, bytes.data() + at);
}

void pad(QByteArray& bytes) {
    while (bytes.size() % 4 != 0) bytes.append('\0');
}

/// The font being cut: its outlines and metrics, glyph by glyph.
class Source {
  public:
    explicit Source(const QRawFont& font)
        : m_glyf(font.fontTable("glyf")),
          m_loca(font.fontTable("loca")),
          m_hmtx(font.fontTable("hmtx")),
          m_long(u16(font.fontTable("head"), 50) == 1),
          m_metrics(u16(font.fontTable("hhea"), 34)) {}

    [[nodiscard]] bool isTrueType() const { return !m_glyf.isEmpty() && !m_loca.isEmpty() && m_metrics > 0; }

    [[nodiscard]] QByteArray outline(Glyph glyph) const {
        const auto at = static_cast<qsizetype>(glyph);
        const qsizetype begin = m_long ? u32(m_loca, 4 * at) : 2 * u16(m_loca, 2 * at);
        const qsizetype end = m_long ? u32(m_loca, 4 * at + 4) : 2 * u16(m_loca, 2 * at + 2);
        return end > begin && end <= m_glyf.size() ? m_glyf.mid(begin, end - begin) : QByteArray();
    }

    /// Advance and left side bearing, as the four bytes of a long horizontal metric.
    [[nodiscard]] QByteArray metric(Glyph glyph) const {
        const auto at = static_cast<qsizetype>(glyph);
        if (at < m_metrics) return m_hmtx.mid(4 * at, 4);
        // Glyphs past the long metrics share the last advance and have only a bearing of their own.
        return m_hmtx.mid(4 * (m_metrics - 1), 2) + m_hmtx.mid(4 * m_metrics + 2 * (at - m_metrics), 2);
    }

  private:
    QByteArray m_glyf, m_loca, m_hmtx;
    bool m_long;
    qsizetype m_metrics;
};

/// Where the components of a composite glyph are named, and where the list ends.
struct Components {
    std::vector<qsizetype> at;  ///< of the flags; the glyph index follows two bytes later
    qsizetype end = 0;
};

Components componentsOf(const QByteArray& outline) {
    Components found;
    found.end = kGlyphHeader;
    if (static_cast<qint16>(u16(outline, 0)) >= 0) return found;
    quint16 flags = kMoreComponents;
    while ((flags & kMoreComponents) != 0 && found.end + 4 <= outline.size()) {
        flags = u16(outline, found.end);
        found.at.push_back(found.end);
        found.end += 4 + ((flags & kArgumentsAreWords) != 0 ? 4 : 2);
        if ((flags & kHasScale) != 0) found.end += 2;
        if ((flags & kHasTwoScales) != 0) found.end += 4;
        if ((flags & kHasMatrix) != 0) found.end += 8;
    }
    return found;
}

/// New numbers by old ones; a composite brings its components along.
class Numbering {
  public:
    Numbering() { add(0); }  // .notdef comes first in every font

    void add(Glyph glyph) {
        if (m_new.try_emplace(glyph, static_cast<quint16>(m_old.size())).second) m_old.push_back(glyph);
    }
    void addComponents(const Source& source) {
        for (std::size_t i = 0; i < m_old.size(); ++i) {
            const QByteArray outline = source.outline(m_old[i]);
            for (const qsizetype at : componentsOf(outline).at) add(u16(outline, at + 2));
        }
    }
    [[nodiscard]] const std::vector<Glyph>& glyphs() const { return m_old; }
    [[nodiscard]] quint16 of(Glyph glyph) const { return m_new.at(glyph); }

  private:
    std::vector<Glyph> m_old;
    std::map<Glyph, quint16> m_new;
};

/// An outline without its hinting program, whose helpers (fpgm, cvt, prep) are not carried along.
QByteArray unhinted(QByteArray outline, const Numbering& numbers) {
    const auto contours = static_cast<qint16>(u16(outline, 0));
    if (outline.isEmpty()) return outline;
    if (contours >= 0) {
        const qsizetype length = kGlyphHeader + 2 * contours;
        const qsizetype program = u16(outline, length);
        set16(outline, length, 0);
        return outline.remove(length + 2, program);
    }
    const Components parts = componentsOf(outline);
    for (const qsizetype at : parts.at) {
        set16(outline, at, static_cast<quint16>(u16(outline, at) & ~kHasInstructions));
        set16(outline, at + 2, numbers.of(u16(outline, at + 2)));
    }
    return outline.left(parts.end);
}

/// Unicode to glyph, format 4: one segment a character.
QByteArray characterMap(const std::map<char16_t, quint16>& glyphs) {
    const auto segments = static_cast<quint16>(glyphs.size() + 1);
    quint16 power = 1;
    quint16 log = 0;
    for (; 2 * power <= segments; power = static_cast<quint16>(2 * power)) ++log;
    QByteArray table;
    for (const quint16 value : {0, 1, 3, 1}) put16(table, value);  // version, one map, Windows, Unicode BMP
    put32(table, 12);
    const auto length = static_cast<quint16>(16 + 8 * segments);
    for (const int value : {4, int{length}, 0, 2 * segments, 2 * power, int{log}, 2 * (segments - power)})
        put16(table, static_cast<quint16>(value));
    for (const auto& [character, glyph] : glyphs) put16(table, character);
    put16(table, 0xffff);
    put16(table, 0);
    for (const auto& [character, glyph] : glyphs) put16(table, character);
    put16(table, 0xffff);
    for (const auto& [character, glyph] : glyphs) put16(table, static_cast<quint16>(glyph - character));
    put16(table, 1);
    for (int i = 0; i < segments; ++i) put16(table, 0);
    return table;
}

/// Family, style, full and PostScript name, which readers ask for.
QByteArray nameTable(const QRawFont& font) {
    const QString style = font.weight() >= QFont::Bold ? QStringLiteral("Bold") : QStringLiteral("Regular");
    const QString full = font.familyName() + QLatin1Char(' ') + style;
    const std::map<quint16, QString> names{
        {quint16{1}, font.familyName()},
        {quint16{2}, style},
        {quint16{4}, full},
        {quint16{6}, QString(full).replace(QLatin1Char(' '), QLatin1Char('-'))}};
    QByteArray records;
    QByteArray texts;
    for (const auto& [id, text] : names) {
        QByteArray wide;
        for (const QChar letter : text) put16(wide, letter.unicode());
        for (const int value :
             {3, 1, 0x409, int{id}, static_cast<int>(wide.size()), static_cast<int>(texts.size())})
            put16(records, static_cast<quint16>(value));
        texts += wide;
    }
    QByteArray table;
    for (const int value : {0, static_cast<int>(names.size()), static_cast<int>(6 + records.size())})
        put16(table, static_cast<quint16>(value));
    return table + records + texts;
}

quint32 checksum(QByteArray bytes) {
    pad(bytes);
    quint32 sum = 0;
    for (qsizetype at = 0; at < bytes.size(); at += 4) sum += u32(bytes, at);
    return sum;
}

/// Directory and tables, with the checksums that readers verify.
QByteArray fontFile(const std::map<QByteArray, QByteArray>& tables) {
    const auto count = static_cast<int>(tables.size());
    int power = 1;
    int log = 0;
    for (; 2 * power <= count; power *= 2) ++log;
    QByteArray file;
    put32(file, 0x00010000);
    for (const int value : {count, 16 * power, log, 16 * (count - power)})
        put16(file, static_cast<quint16>(value));
    QByteArray body;
    qsizetype headAt = 0;
    for (const auto& [tag, bytes] : tables) {
        const qsizetype at = 12 + 16 * count + body.size();
        if (tag == "head") headAt = at;
        file += tag;
        put32(file, checksum(bytes));
        put32(file, static_cast<quint32>(at));
        put32(file, static_cast<quint32>(bytes.size()));
        body += bytes;
        pad(body);
    }
    file += body;
    const quint32 adjustment = 0xB1B0AFBA - checksum(file);
    set16(file, headAt + 8, static_cast<quint16>(adjustment >> 16));
    set16(file, headAt + 10, static_cast<quint16>(adjustment & 0xffff));
    return file;
}

/// The outlines and metrics of the chosen glyphs, in their new order.
void addOutlines(std::map<QByteArray, QByteArray>& tables, const Source& source, const Numbering& numbers) {
    for (const Glyph glyph : numbers.glyphs()) {
        put32(tables["loca"], static_cast<quint32>(tables["glyf"].size()));
        tables["glyf"] += unhinted(source.outline(glyph), numbers);
        pad(tables["glyf"]);
        tables["hmtx"] += source.metric(glyph);
    }
    put32(tables["loca"], static_cast<quint32>(tables["glyf"].size()));
}

}  // namespace

QByteArray trueTypeSubset(const QRawFont& font, const QString& characters) {
    const Source source(font);
    if (!source.isTrueType()) return {};
    Numbering numbers;
    std::map<char16_t, quint16> map;
    for (const QChar character : characters) {
        const auto indexes = font.glyphIndexesForString(QString(character));
        if (character.isSurrogate() || indexes.isEmpty() || indexes.front() == 0) continue;
        numbers.add(indexes.front());
        map[character.unicode()] = numbers.of(indexes.front());
    }
    numbers.addComponents(source);
    const auto count = static_cast<quint16>(numbers.glyphs().size());

    std::map<QByteArray, QByteArray> tables;
    for (const char* tag : {"OS/2", "head", "hhea", "maxp", "post"}) tables[tag] = font.fontTable(tag);
    addOutlines(tables, source, numbers);
    tables["cmap"] = characterMap(map);
    tables["name"] = nameTable(font);
    set16(tables["head"], 8, 0);  // the checksum counts as zero while it is computed
    set16(tables["head"], 10, 0);
    set16(tables["head"], 50, 1);  // long offsets
    set16(tables["hhea"], 34, count);
    set16(tables["maxp"], 4, count);
    set16(tables["post"], 0, 3);  // version 3: no glyph names
    set16(tables["post"], 2, 0);
    tables["post"].truncate(32);
    return fontFile(tables);
}

}  // namespace nescio
