#include "widgets/theme.h"

#include <algorithm>
#include <cmath>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace nescio {
namespace {

const QJsonObject& themeFile() {
    static const QJsonObject object = [] {
        QFile file(QStringLiteral(":/nescio/theme.json"));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(opened, "theme", "theme.json is not compiled in");
        return QJsonDocument::fromJson(opened ? file.readAll() : QByteArray()).object();
    }();
    return object;
}

QColor colour(const QJsonObject& look, const char* name) {
    return QColor(look.value(QLatin1String(name)).toString());
}

QStringList texts(const QJsonValue& array) {
    QStringList list;
    for (const QJsonValue value : array.toArray()) list << value.toString();
    return list;
}

/// The colour at a share (0..1, cut to it) of evenly spaced anchors.
QColor between(const std::vector<QColor>& anchors, double share) {
    if (anchors.empty()) return {};
    const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(anchors.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), anchors.size() - 1);
    const QColor& from = anchors[below];
    const QColor& to = anchors[std::min(below + 1, anchors.size() - 1)];
    const double part = place - static_cast<double>(below);
    const auto mixed = [part](int a, int b) { return qRound(a + (b - a) * part); };
    return {mixed(from.red(), to.red()), mixed(from.green(), to.green()), mixed(from.blue(), to.blue())};
}

Theme read(const char* name) {
    const QJsonObject look = themeFile().value(QLatin1String(name)).toObject();
    Theme theme;
    theme.dark = QLatin1String(name) == QLatin1String("dark");
    theme.background = colour(look, "background");
    theme.surface = colour(look, "surface");
    theme.ink = colour(look, "ink");
    theme.mutedInk = colour(look, "mutedInk");
    theme.hairline = colour(look, "hairline");
    theme.accent = colour(look, "accent");
    theme.warning = colour(look, "warning");
    theme.density = colour(look, "density");
    theme.volume = colour(look, "volume");
    theme.total = colour(look, "total");
    for (const QString& text : texts(look.value(QLatin1String("sets")))) theme.sets.emplace_back(text);
    for (const QString& text : texts(look.value(QLatin1String("runs")))) theme.runs.emplace_back(text);
    for (const QString& text : texts(look.value(QLatin1String("diverging"))))
        theme.divergingColours.emplace_back(text);
    theme.fillOpacity = themeFile().value(QLatin1String("fillOpacity")).toDouble(theme.fillOpacity);
    theme.bodyPx = themeFile().value(QLatin1String("bodyPx")).toInt(theme.bodyPx);
    theme.captionPx = themeFile().value(QLatin1String("captionPx")).toInt(theme.captionPx);
    return theme;
}

Qt::PenStyle penStyle(const QString& name) {
    if (name == QLatin1String("dash")) return Qt::DashLine;
    if (name == QLatin1String("dot")) return Qt::DotLine;
    if (name == QLatin1String("dash-dot")) return Qt::DashDotLine;
    if (name == QLatin1String("dash-dot-dot")) return Qt::DashDotDotLine;
    return Qt::SolidLine;
}

}  // namespace

const Theme& Theme::light() {
    static const Theme theme = read("light");
    return theme;
}

const Theme& Theme::darkTheme() {
    static const Theme theme = read("dark");
    return theme;
}

const Theme& Theme::fitting(const QPalette& palette) {
    return palette.color(QPalette::Window).lightnessF() < 0.5F ? darkTheme() : light();
}

const QStringList& Theme::paperFonts() {
    static const QStringList families = texts(themeFile().value(QLatin1String("paperFonts")));
    return families;
}

QColor Theme::colourOf(int slot) const {
    const bool run = slot >= kFirstRunSlot;
    const auto& colours = run ? runs : sets;
    return colours[static_cast<std::size_t>(run ? slot - kFirstRunSlot : slot) % colours.size()];
}

Qt::PenStyle Theme::dashOf(int slot) {
    static const auto dashes = [] {
        std::vector<Qt::PenStyle> styles;
        for (const QString& name : texts(themeFile().value(QLatin1String("dashes"))))
            styles.push_back(penStyle(name));
        return styles;
    }();
    // After the last colour the first comes again, with another dash. The first run has a whole line.
    const bool run = slot >= kFirstRunSlot;
    const int colours = run ? static_cast<int>(light().runs.size()) : kSetColours;
    const int among = run ? slot - kFirstRunSlot : slot;
    const int place = among % colours + among / colours + (run ? 1 : 0);
    return dashes[static_cast<std::size_t>(place) % dashes.size()];
}

QColor Theme::sequential(double share) {
    static const auto anchors = [] {
        std::vector<QColor> colours;
        for (const QString& name : texts(themeFile().value(QLatin1String("sequential"))))
            colours.emplace_back(name);
        return colours;
    }();
    return between(anchors, share);
}

QColor Theme::diverging(double share) const {
    return between(divergingColours, (share + 1) / 2);
}

QPalette Theme::palette() const {
    QPalette colours;
    colours.setColor(QPalette::Window, background);
    colours.setColor(QPalette::WindowText, ink);
    colours.setColor(QPalette::Base, surface);
    colours.setColor(QPalette::AlternateBase, background);
    colours.setColor(QPalette::Text, ink);
    colours.setColor(QPalette::PlaceholderText, mutedInk);
    colours.setColor(QPalette::Button, dark ? surface.lighter(125) : surface);
    colours.setColor(QPalette::ButtonText, ink);
    colours.setColor(QPalette::BrightText, warning);
    colours.setColor(QPalette::ToolTipBase, surface);
    colours.setColor(QPalette::ToolTipText, ink);
    colours.setColor(QPalette::Light, dark ? surface.lighter(140) : QColor(Qt::white));
    colours.setColor(QPalette::Midlight, dark ? surface.lighter(115) : hairline.lighter(105));
    colours.setColor(QPalette::Mid, hairline);
    colours.setColor(QPalette::Dark, dark ? background.darker(140) : hairline.darker(125));
    colours.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : hairline.darker(160));
    colours.setColor(QPalette::Highlight, accent);
    colours.setColor(QPalette::HighlightedText, dark ? background : QColor(Qt::white));
    colours.setColor(QPalette::Link, accent);
    colours.setColor(QPalette::LinkVisited, accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        QColor faint = mutedInk;
        faint.setAlphaF(0.55F);
        colours.setColor(QPalette::Disabled, role, faint);
    }
    return colours;
}

}  // namespace nescio
