// How a figure is drawn on one medium: sizes, fonts, colours and the way numbers are written. Screen and
// paper differ only here, so that both come from the same painting code.
#pragma once

#include <cstdint>

#include <QFont>
#include <QLocale>
#include <QRectF>
#include <QString>

#include "widgets/theme.h"

class QPainter;

namespace nescio {

/// Points (1/72 inch) in a millimetre.
inline constexpr double kPointsPerMm = 72 / 25.4;

/// What a journal asks of letters and lines.   Units: points (1/72 inch).
struct PaperStyle {
    QString family;     ///< empty: the first of Theme::paperFonts() that is installed
    double title = 7;   ///< the figure's own title, bold
    double text = 8;    ///< axis titles
    double small = 7;   ///< tick labels, legend, notes
    double line = 0.9;  ///< curves
    double hair = 0.5;  ///< axes and grid
    bool operator==(const PaperStyle&) const = default;
};

/// Sizes and colours of one medium.   Units: pixels on screen, points (1/72 inch) on paper.
struct FigureStyle {
    Theme theme;
    QFont font;         ///< family only; every size below is explicit
    QLocale locale;     ///< the user's on screen, C on paper
    double title = 13;  ///< the figure's own title, bold
    double text = 13;   ///< axis titles, sentences
    double small = 11;  ///< tick labels, legend, notes
    double line = 1.6;  ///< curves
    double hair = 1;    ///< axes and grid
    double tick = 4;    ///< length of ticks
    double gap = 4;     ///< smallest distance between two things
    /// Text is laid out this many times larger and scaled down, so that rounding to whole units of the
    /// font engine does not shift letters on paper; 1 on screen, where hinting to pixels is welcome.
    double oversampling = 1;

    static FigureStyle screen(const Theme& theme, const QFont& font);
    /// For print: an embeddable TrueType family, C locale.
    static FigureStyle paper(const Theme& theme, const PaperStyle& sizes = {});

    /// "−1 204.5" with thin spaces and this medium's decimal sign.
    [[nodiscard]] QString number(double value, int decimals) const;
    [[nodiscard]] QString count(std::int64_t value) const;
    /// "n = 1 000 of 20 000".
    [[nodiscard]] QString share(std::int64_t n, std::int64_t available) const;

    [[nodiscard]] double widthOf(const QString& text, double size, bool bold = false) const;
    /// Whether this is print, where nothing answers the mouse and sizes are points.
    [[nodiscard]] bool isPaper() const { return oversampling > 1; }
    /// Height of one line of that size.
    [[nodiscard]] static double lineHeight(double size) { return size * 1.3; }
};

/// One line of text: what, how large, how heavy, in which colour.
struct TextLine {
    QString text;
    double size = 11;
    QColor colour;
    bool bold = false;
};

/// Draws one line inside `box`, aligned as asked; never wraps, never elides.
void drawTextLine(QPainter& painter, const QRectF& box, Qt::Alignment alignment, const TextLine& line,
                  const FigureStyle& style);

/// Breaks a text into lines no wider than `width`, at spaces.
QStringList wrapped(const QString& text, double width, double size, const FigureStyle& style);

/// The text, or as much of its start as fits, ending in "…".
QString elided(const QString& text, double width, double size, const FigureStyle& style);

/// At most `lines` lines no wider than `width`; what does not fit is elided.
QStringList fitted(const QString& text, double width, int lines, double size, const FigureStyle& style);

/// A calm sentence in the middle of a view that has no figure to show.
void drawSentence(QPainter& painter, const QRectF& area, const QString& sentence, const FigureStyle& style);

}  // namespace nescio
