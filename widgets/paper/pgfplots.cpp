#include "widgets/paper/pgfplots.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/values/failure.h"
#include "core/values/latex_text.h"
#include "widgets/plots/csv_table.h"
#include "widgets/plots/figure_layout.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

QString number(double value) {
    return CsvTable::cell(value);
}

QString dashWords(Qt::PenStyle dash) {
    switch (dash) {
        case Qt::DashLine:
            return QStringLiteral("dashed");
        case Qt::DotLine:
            return QStringLiteral("dotted");
        case Qt::DashDotLine:
            return QStringLiteral("dash pattern=on 4pt off 2pt on 1pt off 2pt");
        case Qt::DashDotDotLine:
            return QStringLiteral("dash pattern=on 4pt off 2pt on 1pt off 2pt on 1pt off 2pt");
        default:
            return QStringLiteral("solid");
    }
}

QString markWords(DotShape shape) {
    switch (shape) {
        case DotShape::Square:
            return QStringLiteral("square*");
        case DotShape::Diamond:
            return QStringLiteral("diamond*");
        case DotShape::Triangle:
            return QStringLiteral("triangle*");
        case DotShape::Circle:
            break;
    }
    return QStringLiteral("*");
}

QString inLatex(const QString& text) {
    return toQt(latexText(toStd(text)));
}

/// Writes one figure.
class PgfWriter {
  public:
    PgfWriter(const Figure& figure, const FigureSize& size, const FigureStyle& style, QString csvName)
        : m_figure(figure),
          m_style(style),
          m_layout(
              layOut(figure, QRectF(0, 0, size.widthMm * kPointsPerMm, size.heightMm * kPointsPerMm), style)),
          m_csvName(std::move(csvName)) {}

    PgfFigure written() {
        QString body = titles(m_layout.title);
        for (std::size_t i = 0; i < m_figure.panels.size(); ++i) body += panel(i);
        return {.tex = head().toUtf8() + body.toUtf8() + tail().toUtf8(), .csv = table().toUtf8()};
    }

  private:
    /// Numbers beside each other in the one table, columns of any length.
    QString column(const QString& name, const std::vector<double>& values) {
        QString id = QStringLiteral("c%1").arg(m_columns.size());
        m_columns.push_back(values);
        m_names << id;
        m_meanings << QStringLiteral("%1 = %2").arg(id, name);
        return id;
    }

    QString points(const QString& name, const std::vector<QPointF>& points) {
        std::vector<double> x, y;
        for (const QPointF& point : points) {
            x.push_back(point.x());
            y.push_back(point.y());
        }
        const QString xName = column(name + QStringLiteral(", x"), x);
        const QString yName = column(name + QStringLiteral(", y"), y);
        return QStringLiteral("table [col sep=comma, comment chars=\\#, x=%1, y=%2] {%3}")
            .arg(xName, yName, m_csvName);
    }

    /// A colour by name: TikZ wants its red, green and blue defined first.
    QString colour(const QColor& wanted) {
        QString name = QStringLiteral("nescio") + wanted.name().mid(1);
        m_colours[name] = QStringLiteral("\\definecolor{%1}{RGB}{%2,%3,%4}\n")
                              .arg(name)
                              .arg(wanted.red())
                              .arg(wanted.green())
                              .arg(wanted.blue());
        return name;
    }

    QString fillOf(const QColor& fill) {
        return QStringLiteral("fill=%1, fill opacity=%2, draw=none").arg(colour(fill), number(fill.alphaF()));
    }

    QString ticks(const char* axis, const Axis& of, const TickRule& rule) {
        QStringList places, words;
        for (const Tick& tick : of.categories.empty() ? rule.ticks : of.categories) {
            places << number(tick.value);
            words << QLatin1Char('{') +
                         (tick.bold ? QStringLiteral("\\textbf{%1}").arg(inLatex(tick.text))
                                    : inLatex(tick.text)) +
                         QLatin1Char('}');
        }
        return QStringLiteral("  %1tick={%2},\n  %1ticklabels={%3},\n")
            .arg(QString::fromLatin1(axis), places.join(QLatin1Char(',')), words.join(QLatin1Char(',')));
    }

    QString titleOf(const Axis& axis) const {
        QStringList parts{inLatex(axis.title)};
        for (const QString& hint : {axis.lowHint, axis.highHint})
            if (!hint.isEmpty()) parts << inLatex(hint);
        parts.removeAll(QString());
        return parts.join(QStringLiteral("\\quad "));
    }

    QString options(const Panel& panel, const PanelLayout& place) {
        QString text;
        // TeX has y upwards.
        text += QStringLiteral("  at={(%1bp,%2bp)}, anchor=south west,\n")
                    .arg(number(place.plot.left()), number(-place.plot.bottom()));
        text += QStringLiteral("  width=%1bp, height=%2bp, scale only axis,\n")
                    .arg(number(place.plot.width()), number(place.plot.height()));
        text +=
            QStringLiteral("  xmin=%1, xmax=%2, ymin=%3, ymax=%4,\n")
                .arg(number(place.x.low), number(place.x.high), number(place.y.low), number(place.y.high));
        text += ticks("x", panel.x, place.xTicks) + ticks("y", panel.y, place.yTicks);
        if (panel.namesX) text += QStringLiteral("  xlabel={%1},\n").arg(titleOf(panel.x));
        text += QStringLiteral("  ylabel={%1},\n").arg(titleOf(panel.y));
        const bool shared = panel.legend.empty() && &panel == &m_figure.panels.front();
        text += legendPlace(shared ? m_layout.legend : place.legend, place.plot);
        if (panel.y.grid) text += QStringLiteral("  ymajorgrids,\n");
        return text;
    }

    QString panel(std::size_t at) {
        const Panel& panel = m_figure.panels[at];
        const PanelLayout& place = m_layout.panels[at];
        if (panel.picture)
            throw Error("pgfplots cannot draw images: expected a figure without any; PDF has them");
        m_name = QStringLiteral("panel %1").arg(at + 1);
        QString text =
            QStringLiteral("\\begin{axis}[nescio,\n") + options(panel, place) + QStringLiteral("]\n");
        if (panel.cells) text += cells(*panel.cells);
        for (const Band& band : panel.bands) text += this->band(band);
        for (const Bar& bar : panel.bars) text += this->bar(bar);
        for (const Curve& curve : panel.curves) text += this->curve(curve);
        for (const Dots& dots : panel.dots) text += this->dots(dots);
        for (const Mark& mark : panel.marks) text += this->mark(mark, place);
        if (!panel.instead.isEmpty())
            text += QStringLiteral("\\node at (rel axis cs:0.5,0.5) {%1};\n").arg(inLatex(panel.instead));
        text += markLabels(place);
        text += legend(panel.legend);
        if (at == 0) text += legend(m_figure.legend);
        return text + QStringLiteral("\\end{axis}\n") + titles(place.title);
    }

    QString band(const Band& band) {
        auto around = band.upper;
        around.insert(around.end(), band.lower.rbegin(), band.lower.rend());
        return QStringLiteral("\\addplot [%1, forget plot] %2 -- cycle;\n")
            .arg(fillOf(band.fill), points(m_name + QStringLiteral(" area"), around));
    }

    QString bar(const Bar& bar) {
        const QRectF& span = bar.span;
        QString text =
            QStringLiteral("\\fill [%1, fill opacity=%2] (axis cs:%3,%4) rectangle (axis cs:%5,%6);\n")
                .arg(colour(bar.colour), number(bar.colour.alphaF()), number(span.left()), number(span.top()),
                     number(span.right()), number(span.bottom()));
        if (!bar.text.isEmpty())
            text += QStringLiteral("\\node [anchor=%1] at (axis cs:%2,%3) {%4};\n")
                        .arg(bar.textLeft ? QStringLiteral("east") : QStringLiteral("west"),
                             number(bar.textLeft ? span.left() : span.right()), number(span.center().y()),
                             inLatex(bar.text));
        return text;
    }

    QString curve(const Curve& curve) {
        QString text;
        const QString data = points(m_name + QStringLiteral(" line"), curve.points);
        if (curve.fill.isValid())
            text += QStringLiteral("\\addplot [%1, forget plot] %2 \\closedcycle;\n")
                        .arg(fillOf(curve.fill), data);
        return text + QStringLiteral("\\addplot [%1, %2, line width=%3bp, forget plot] %4;\n")
                          .arg(colour(curve.colour), dashWords(curve.dash),
                               number(curve.width * m_style.line), data);
    }

    QString dots(const Dots& dots) {
        return QStringLiteral(
                   "\\addplot [only marks, mark=%1, mark size=1bp, %2, mark options={%2, fill opacity=0.6, "
                   "draw opacity=0}, forget plot] %3;\n")
            .arg(markWords(dots.shape), colour(dots.colour),
                 points(m_name + QStringLiteral(" dots"), dots.points));
    }

    QString mark(const Mark& mark, const PanelLayout& place) {
        if (!std::isfinite(mark.x)) return {};
        const Span y = mark.y.value_or(place.y);
        QString text = QStringLiteral("\\draw [%1, line width=%2bp] (axis cs:%3,%4) -- (axis cs:%3,%5);\n")
                           .arg(colour(mark.colour), number(mark.width * m_style.line), number(mark.x),
                                number(y.low), number(y.high));
        return text;
    }

    /// Where something stands in the plot, as shares of it from below and the left.
    static QString within(const QPointF& at, const QRectF& plot) {
        return QStringLiteral("%1,%2").arg(number((at.x() - plot.left()) / plot.width()),
                                           number((plot.bottom() - at.y()) / plot.height()));
    }

    /// Beside the axes, which would cut them off; in the picture's own coordinates.
    static QString titles(const std::vector<PlacedLine>& lines) {
        QString text;
        for (const PlacedLine& line : lines)
            text += QStringLiteral(
                        "\\node [anchor=north west, inner sep=0pt, nescio title] at (%1bp,%2bp) {%3};\n")
                        .arg(number(line.box.left()), number(-line.box.top()), inLatex(line.text));
        return text;
    }

    static QString markLabels(const PanelLayout& place) {
        QString text;
        for (const auto& label : place.markLabels)
            for (const PlacedLine& line : label)
                text +=
                    QStringLiteral("\\node [anchor=north west, inner sep=0pt] at (rel axis cs:%1) {%2};\n")
                        .arg(within(line.box.topLeft(), place.plot), inLatex(line.text));
        return text;
    }

    /// The legend stands where the layout has it, in as many columns.
    static QString legendPlace(const std::vector<QRectF>& boxes, const QRectF& plot) {
        if (boxes.empty()) return {};
        const auto inFirstRow = std::count_if(boxes.begin(), boxes.end(), [&](const QRectF& box) {
            return std::abs(box.top() - boxes.front().top()) < 1;
        });
        return QStringLiteral(
                   "  legend style={at={(rel axis cs:%1)}, anchor=north west, inner sep=0pt}, legend "
                   "columns=%2,\n")
            .arg(within(boxes.front().topLeft(), plot))
            .arg(inFirstRow);
    }

    /// Each cell with its colour and its number.
    QString cells(const CellMap& cells) {
        QString text;
        for (int row = 0; row < cells.rows; ++row)
            for (int c = 0; c < cells.columns; ++c) {
                const double value = cells.values[static_cast<std::size_t>(row * cells.columns + c)];
                const int top = cells.rows - row;
                if (std::isfinite(value))
                    text += QStringLiteral("\\fill [%1] (axis cs:%2,%3) rectangle (axis cs:%4,%5);\n")
                                .arg(colour(m_style.theme.diverging((value - cells.middle) / cells.reach)),
                                     number(c), number(top - 1), number(c + 1), number(top));
                if (!cells.isPicture())
                    text += QStringLiteral("\\node at (axis cs:%1,%2) {%3};\n")
                                .arg(number(c + 0.5), number(top - 0.5), inLatex(m_style.number(value, 2)));
            }
        return text;
    }

    QString legend(const std::vector<LegendEntry>& legend) {
        QString text;
        for (const LegendEntry& entry : legend) {
            const QString image =
                entry.dot ? QStringLiteral("only marks, mark=%1, %2")
                                .arg(markWords(entry.shape), colour(entry.colour))
                          : QStringLiteral("%1, %2, line width=%3bp")
                                .arg(colour(entry.colour), dashWords(entry.dash), number(m_style.line));
            text += QStringLiteral("\\addlegendimage{%1}\n\\addlegendentry{%2}\n")
                        .arg(image, inLatex(entry.words()));
        }
        return text;
    }

    QString head() const {
        QString colours;
        for (const auto& [name, definition] : m_colours) colours += definition;
        return QStringLiteral(
                   "% \\input this in a document that says \\usepackage{pgfplots}.\n"
                   "%1"
                   "\\pgfplotsset{nescio/.style={\n"
                   "  axis lines=left, axis line style={-}, tick align=outside, clip marker paths=true,\n"
                   "  every axis/.append style={font=\\fontsize{%2bp}{%3bp}\\selectfont},\n"
                   "  label style={font=\\fontsize{%4bp}{%5bp}\\selectfont},\n"
                   "  xlabel near ticks, ylabel near ticks,\n"
                   "  legend style={draw=none, fill=none, cells={anchor=west}, column sep=2pt}, filter "
                   "discard warning=false, unbounded coords=jump}}\n"
                   "\\begin{tikzpicture}[font=\\fontsize{%2bp}{%3bp}\\selectfont,\n"
                   "  nescio title/.style={font=\\fontsize{%6bp}{%7bp}\\selectfont\\bfseries}]\n")
            .arg(colours, number(m_style.small), number(m_style.small * 1.2), number(m_style.text),
                 number(m_style.text * 1.2), number(m_style.title), number(m_style.title * 1.2));
    }

    QString tail() const {
        QString text;
        if (!m_figure.footer.isEmpty() || !m_figure.note.isEmpty()) {
            text += QStringLiteral("% Said with the figure; for its caption:\n");
            for (const QString& sentence : QStringList(m_figure.note) + m_figure.footer)
                if (!sentence.isEmpty())
                    text += QStringLiteral("%   ") + inLatex(sentence) + QLatin1Char('\n');
        }
        return text + QStringLiteral("\\end{tikzpicture}\n");
    }

    QString table() const {
        QString text;
        for (const QString& meaning : m_meanings) text += QStringLiteral("# ") + meaning + QLatin1Char('\n');
        CsvTable table(m_names);
        std::size_t rows = 0;
        for (const auto& values : m_columns) rows = std::max(rows, values.size());
        for (std::size_t row = 0; row < rows; ++row) {
            QStringList cells;
            for (const auto& values : m_columns)
                cells << (row < values.size() ? CsvTable::cell(values[row]) : QStringLiteral("nan"));
            table.addRow(cells);
        }
        return text + table.text();
    }

    const Figure& m_figure;
    const FigureStyle& m_style;
    FigureLayout m_layout;
    QString m_csvName, m_name;
    std::vector<std::vector<double>> m_columns;
    QStringList m_names, m_meanings;
    std::map<QString, QString> m_colours;  ///< name → definition
};

}  // namespace

PgfFigure pgfFigure(const Figure& figure, const FigureSize& size, const FigureStyle& style,
                    const QString& csvName) {
    return PgfWriter(figure, size, style, csvName).written();
}

}  // namespace nescio
