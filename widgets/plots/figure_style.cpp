#include "widgets/plots/figure_style.h"

#include <cmath>

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include "widgets/number_words.h"

namespace nescio {
namespace {

constexpr QChar kFigureSpace(0x2009);  // a thin space that the fonts of figures have

QFont sized(const FigureStyle& style, double size, bool bold) {
    QFont font = style.font;
    font.setPixelSize(std::max(1, qRound(size * style.oversampling)));
    font.setWeight(bold ? QFont::Bold : QFont::Normal);
    return font;
}

}  // namespace

FigureStyle FigureStyle::screen(const Theme& theme, const QFont& font) {
    FigureStyle style;
    style.theme = theme;
    style.font = font;
    style.title = theme.bodyPx;
    style.text = theme.bodyPx;
    style.small = theme.captionPx;
    return style;
}

FigureStyle FigureStyle::paper(const Theme& theme, const PaperStyle& sizes) {
    FigureStyle style;
    style.theme = theme;
    style.locale = QLocale::c();
    const QStringList installed = QFontDatabase::families();
    for (const QString& family : QStringList(sizes.family) + Theme::paperFonts())
        if (installed.contains(family)) {
            style.font = QFont(family);
            break;
        }
    style.font.setHintingPreference(QFont::PreferNoHinting);
    style.title = sizes.title;
    style.text = sizes.text;
    style.small = sizes.small;
    style.line = sizes.line;
    style.hair = sizes.hair;
    style.tick = 2.5;
    style.gap = 2.5;
    style.oversampling = 16;
    return style;
}

QString FigureStyle::number(double value, int decimals) const {
    if (std::isnan(value)) return QStringLiteral("NaN");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const QString plain = QString::number(std::abs(value), 'f', decimals);
    const auto point = plain.indexOf(QLatin1Char('.'));
    QString written = grouped(point < 0 ? plain : plain.left(point), kFigureSpace);
    if (point >= 0) written += locale.decimalPoint() + plain.mid(point + 1);
    return value < 0 && plain.toDouble() != 0.0 ? kMinus + written : written;
}

QString FigureStyle::count(std::int64_t value) const {
    const QString digits = grouped(QString::number(std::abs(value)), kFigureSpace);
    return value < 0 ? kMinus + digits : digits;
}

QString FigureStyle::share(std::int64_t n, std::int64_t available) const {
    if (available <= n) return QObject::tr("n = %1").arg(count(n));
    return QObject::tr("n = %1 of %2").arg(count(n), count(available));
}

double FigureStyle::widthOf(const QString& written, double size, bool bold) const {
    return QFontMetricsF(sized(*this, size, bold)).horizontalAdvance(written) / oversampling;
}

void drawTextLine(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const TextLine& line,
                  const FigureStyle& style) {
    if (line.text.isEmpty()) return;
    const QFont font = sized(style, line.size, line.bold);
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(line.text) / style.oversampling;
    const double ascent = metrics.ascent() / style.oversampling;
    const double height = metrics.height() / style.oversampling;
    QPointF at(box.left(), box.center().y() - height / 2 + ascent);
    if (alignment & Qt::AlignRight) at.setX(box.right() - width);
    if (alignment & Qt::AlignHCenter) at.setX(box.center().x() - width / 2);
    if (alignment & Qt::AlignTop) at.setY(box.top() + ascent);
    if (alignment & Qt::AlignBottom) at.setY(box.bottom() - height + ascent);
    painter.save();
    painter.setFont(font);
    painter.setPen(line.colour);
    painter.translate(at);
    painter.scale(1 / style.oversampling, 1 / style.oversampling);
    painter.drawText(QPointF(0, 0), line.text);
    painter.restore();
}

QStringList wrapped(const QString& text, double width, double size, const FigureStyle& style) {
    QStringList lines;
    QString line;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
        if (!line.isEmpty() && style.widthOf(longer, size) > width) {
            lines << line;
            line = word;
        } else {
            line = longer;
        }
    }
    if (!line.isEmpty()) lines << line;
    return lines;
}

QString elided(const QString& text, double width, double size, const FigureStyle& style) {
    if (style.widthOf(text, size) <= width) return text;
    // The start that fits is found by halving: widths grow with the length.
    qsizetype fits = 0;
    for (qsizetype beyond = text.size(); beyond - fits > 1;) {
        const qsizetype middle = (fits + beyond) / 2;
        const bool fitsToo = style.widthOf(text.left(middle).trimmed() + QChar(0x2026), size) <= width;
        (fitsToo ? fits : beyond) = middle;
    }
    return fits == 0 ? QString() : text.left(fits).trimmed() + QChar(0x2026);
}

QStringList fitted(const QString& text, double width, int lines, double size, const FigureStyle& style) {
    QStringList all = wrapped(text, width, size, style);
    if (all.size() > lines) {
        const QString rest = QStringList(all.mid(lines - 1)).join(QLatin1Char(' '));
        all = all.mid(0, lines - 1) << rest;
    }
    for (QString& line : all) line = elided(line, width, size, style);
    return all;
}

void drawSentence(QPainter& painter, const QRectF& area, const QString& sentence, const FigureStyle& style) {
    const double width = std::min(area.width() * 0.8, style.text * 36);
    const QStringList lines = wrapped(sentence, width, style.text, style);
    const double step = FigureStyle::lineHeight(style.text) * 1.1;
    double top = area.center().y() - step * static_cast<double>(lines.size()) / 2;
    for (const QString& line : lines) {
        drawTextLine(painter, QRectF(area.left(), top, area.width(), step),
                     Qt::AlignHCenter | Qt::AlignVCenter,
                     {.text = line, .size = style.text, .colour = style.theme.mutedInk}, style);
        top += step;
    }
}

}  // namespace nescio
