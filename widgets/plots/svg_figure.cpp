#include "widgets/plots/svg_figure.h"

#include <algorithm>
#include <map>
#include <utility>

#include <QFont>
#include <QRawFont>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include "core/values/failure.h"
#include "widgets/plots/truetype_subset.h"

namespace nescio {
namespace {

using Face = std::pair<QString, int>;  ///< family and CSS weight

/// Every character that is drawn, by face.
std::map<Face, QSet<QChar>> usedCharacters(const QByteArray& svg) {
    std::map<Face, QSet<QChar>> used;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != QLatin1String("text"))
            continue;
        const auto attributes = reader.attributes();
        const Face face{attributes.value(QLatin1String("font-family")).toString(),
                        attributes.value(QLatin1String("font-weight")).toInt()};
        const QString text = reader.readElementText(QXmlStreamReader::IncludeChildElements);
        for (const QChar character : text) used[face].insert(character);
    }
    if (reader.hasError())
        throw Error("the SVG figure is not well-formed: " + reader.errorString().toStdString());
    return used;
}

QString fontFace(const Face& face, const QSet<QChar>& characters) {
    QFont font(face.first);
    font.setWeight(face.second >= 600 ? QFont::Bold : QFont::Normal);
    font.setPixelSize(64);
    QString text;
    for (const QChar character : characters) text += character;
    std::sort(text.begin(), text.end());  // the same figure gives the same file
    const QByteArray subset = trueTypeSubset(QRawFont::fromFont(font), text);
    if (subset.isEmpty()) return {};
    return QStringLiteral(
               "@font-face { font-family: \"%1\"; font-weight: %2; "
               "src: url(\"data:font/ttf;base64,%3\") format(\"truetype\"); }\n")
        .arg(face.first, QString::number(face.second), QString::fromLatin1(subset.toBase64()));
}

/// Drops the groups that hold nothing; Qt writes one a change of the painter.
QByteArray withoutEmptyGroups(const QByteArray& svg) {
    static const QRegularExpression kEmpty(QStringLiteral("<g [^>]*>\\s*</g>\\s*"));
    return QString::fromUtf8(svg).remove(kEmpty).toUtf8();
}

}  // namespace

QByteArray withEmbeddedFonts(const QByteArray& svg) {
    QString faces;
    for (const auto& [face, characters] : usedCharacters(svg)) faces += fontFace(face, characters);
    QByteArray done = withoutEmptyGroups(svg);
    // A dash longer than the figure stands for "one path" (see qt_chart.cpp); files need not carry it.
    static const QRegularExpression kEndless(QStringLiteral(" stroke-dasharray=\"[0-9.]+e\\+[^\"]*\""));
    done = QString::fromUtf8(done).remove(kEndless).toUtf8();
    const auto defs = done.indexOf("<defs>");
    if (faces.isEmpty() || defs < 0) return done;
    return done.insert(defs + 6, "\n<style type=\"text/css\">\n" + faces.toUtf8() + "</style>");
}

}  // namespace nescio
