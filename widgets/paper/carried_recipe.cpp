#include "widgets/paper/carried_recipe.h"

#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QJsonDocument>
#include <QtEndian>

#include "core/values/failure.h"
#include "widgets/paper/figure_bins.h"
#include "widgets/paper/figure_json.h"

namespace nescio {
namespace {

constexpr int kFormat = 1;
constexpr qint64 kLargestFile = qint64{256} << 20;
constexpr const char* kOpen = "<nescio:figure>";
constexpr const char* kClose = "</nescio:figure>";
constexpr int kMostPressed = 9;
constexpr qsizetype kMostJson = qsizetype{64} << 20;  ///< a small file may claim any size

/// Between the two marks; empty where they are not there.
QByteArray between(const QByteArray& bytes, const QByteArray& open, const QByteArray& close) {
    const auto begin = bytes.indexOf(open);
    if (begin < 0) return {};
    const auto end = bytes.indexOf(close, begin);
    return end < 0 ? QByteArray() : bytes.mid(begin + open.size(), end - begin - open.size());
}

/// What qCompress pressed, unless it claims more than is ever written.
QByteArray unpressed(const QByteArray& pressed) {
    constexpr qsizetype kHead = 4;  // the size, most significant byte first
    if (pressed.size() < kHead || qFromBigEndian<quint32>(pressed.constData()) > kMostJson) return {};
    return qUncompress(pressed);
}

/// Its bins are those that it has now, for good.
FigureRecipe withoutValues(FigureRecipe recipe) {
    for (FigureSource& source : recipe.sources) {
        if (recipe.edits.bins > 0) rebin(source.figure, recipe.edits.bins);
        forgetValues(source.figure);
    }
    recipe.edits.bins = 0;
    return recipe;
}

QByteArray packetOf(const QString& path) {
    if (!QFileInfo(path).isFile()) return {};  // a pipe would be waited for
    if (QFileInfo(path).suffix().toLower() == QLatin1String("png"))
        return QImageReader(path).text(packetName()).toLatin1();
    QFile file(path);
    if (file.size() > kLargestFile || !file.open(QIODevice::ReadOnly)) return {};
    return file.readAll();
}

}  // namespace

QString packetName() {
    return QStringLiteral("NescioFigure");  // Qt reads no keys with a space in them
}

QByteArray recipePacket(const FigureRecipe& recipe) {
    std::size_t points = 0, values = 0;
    for (const FigureSource& source : recipe.sources) {
        points += pointsIn(source.figure);
        values += binnedIn(source.figure);
    }
    if (points > kMostCarriedPoints) return {};
    QJsonObject json = jsonOf(values > kMostCarriedPoints ? withoutValues(recipe) : recipe);
    json[QStringLiteral("format")] = kFormat;
    const QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    if (text.size() > kMostJson) return {};
    const QByteArray pressed = qCompress(text, kMostPressed);
    return QByteArray(
               "<?xpacket begin=\"\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
               "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
               "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
               "<rdf:Description rdf:about=\"\" xmlns:nescio=\"urn:nescio:figure\">") +
           kOpen + pressed.toBase64() + kClose +
           "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

QByteArray svgWithPacket(const QByteArray& svg, const QByteArray& packet) {
    if (packet.isEmpty()) return svg;
    const auto root = svg.indexOf("<svg");
    const auto end = svg.indexOf('>', root);
    if (root < 0 || end < 0) return svg;
    QByteArray whole = svg;
    return whole.insert(end + 1, "\n<metadata>\n" + packet + "\n</metadata>\n");
}

std::optional<FigureRecipe> recipeIn(const QString& path) {
    const QByteArray pressed = between(packetOf(path), kOpen, kClose);
    if (pressed.isEmpty()) return std::nullopt;
    try {
        const QJsonObject json = QJsonDocument::fromJson(unpressed(QByteArray::fromBase64(pressed))).object();
        if (json.isEmpty()) throw Error("expected the figure's own data, found none that can be unpacked");
        if (json[QStringLiteral("format")].toInt() > kFormat)
            throw Error("the figure is of a newer Nescio; expected format " + std::to_string(kFormat));
        return recipeFrom(json);
    } catch (const Error& error) {
        throw Error(path.toStdString() + ": " + error.what());
    }
}

}  // namespace nescio
