#include "app/draw/report_sink.h"

#include <algorithm>

#include "core/values/number_text.h"
#include "widgets/plots/plot_view.h"

namespace nescio {
namespace {

QString escaped(const std::string& text) {
    return QString::fromStdString(text).toHtmlEscaped();
}

/// Words that repeat those above are left out, as long as all columns to their left do, too.
bool repeats(const ResultTable& table, std::size_t column, std::size_t row) {
    if (row == 0) return false;
    for (std::size_t c = 0; c <= column; ++c) {
        const auto& words = table.columns[c].words;
        if (words.empty() || words[row] != words[row - 1]) return false;
    }
    return true;
}

QString cell(const ResultTable& table, std::size_t place, std::size_t row) {
    const auto& column = table.columns[place];
    if (column.numbers.empty())
        return QStringLiteral("<td>%1</td>")
            .arg(repeats(table, place, row) ? QString() : escaped(column.words[row]));
    return QStringLiteral("<td align=\"right\">%1</td>").arg(escaped(briefNumber(column.numbers[row])));
}

QString head(const ResultColumn& column) {
    const auto unit = column.unit.empty() ? QString() : QStringLiteral("<br>%1").arg(escaped(column.unit));
    return QStringLiteral("<th align=\"%1\">%2%3</th>")
        .arg(column.numbers.empty() ? QStringLiteral("left") : QStringLiteral("right"), escaped(column.title),
             unit);
}

}  // namespace

QString tableHtml(const ResultTable& table) {
    QString html = QStringLiteral(
                       "<table cellspacing=\"0\" cellpadding=\"3\"><thead>"
                       "<tr><th colspan=\"%1\" align=\"left\">%2</th></tr><tr>")
                       .arg(table.columns.size())
                       .arg(escaped(table.title));
    for (const auto& column : table.columns) html += head(column);
    html += QStringLiteral("</tr></thead><tbody>");
    const auto shown = table.rows() > kMostReportRows ? kRowsOfLongTables : table.rows();
    for (std::size_t row = 0; row < shown; ++row) {
        html += QStringLiteral("<tr>");
        for (std::size_t place = 0; place < table.columns.size(); ++place) html += cell(table, place, row);
        html += QStringLiteral("</tr>");
    }
    html += QStringLiteral("</tbody></table>");
    if (shown < table.rows())
        html += QStringLiteral("<p>The first %1 of %2 rows; the run file has all.</p>")
                    .arg(shown)
                    .arg(QString::fromStdString(countText(static_cast<std::int64_t>(table.rows()))));
    return html;
}

QString factsHtml(const Facts& facts) {
    QString html = QStringLiteral("<table cellspacing=\"0\" cellpadding=\"3\"><tbody>");
    for (const auto& [name, value] : facts)
        html += QStringLiteral("<tr><td>%1</td><td>%2</td></tr>")
                    .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    return html + QStringLiteral("</tbody></table>");
}

FigureRecipe reportFigure(const PlotView& plot, const FigureLook& look) {
    // Figures of many panels take the width of the text; the rest less, so that two fit on a page.
    constexpr double kText = 170, kMedium = 130;
    FigureRecipe figure = recipeOf(plot, look);
    figure.size.widthMm = heightFor(figure, kText) > kMedium ? kText : kMedium;
    figure.size.heightMm = heightFor(figure, figure.size.widthMm);
    return figure;
}

}  // namespace nescio
