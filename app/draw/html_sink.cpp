#include "app/draw/html_sink.h"

#include "core/files/whole_file.h"
#include "widgets/figure_export.h"
#include "widgets/plots/plot_view.h"

namespace nescio {
namespace {

constexpr const char* kStyle = R"css(
body { font: 15px/1.5 system-ui, sans-serif; color: #1F2328; max-width: 900px; margin: 32px auto; padding: 0 24px; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 40px 0 8px; border-bottom: 1px solid #DADDE1; }
h3 { font-size: 15px; margin: 24px 0 4px; } p.quiet { color: #5A636C; margin: 0 0 16px; }
figure { margin: 16px 0; } figure img { max-width: 100%; }
.wide { overflow-x: auto; margin: 16px 0; } table { border-collapse: collapse; font-size: 12px; font-variant-numeric: tabular-nums; }
th { border-bottom: 1px solid #5A636C; font-weight: 600; vertical-align: bottom; } td { border-bottom: 1px solid #EDEFF1; }
th, td { padding: 3px 8px; }
)css";

}  // namespace

HtmlSink::HtmlSink(QString path) : m_path(std::move(path)) {}

void HtmlSink::title(const QString& text, const QString& subtitle) {
    m_title = text.toHtmlEscaped();
    m_body +=
        QStringLiteral("<h1>%1</h1>\n<p class=\"quiet\">%2</p>\n").arg(m_title, subtitle.toHtmlEscaped());
}

void HtmlSink::heading(int level, const QString& text) {
    m_body += QStringLiteral("<h%1>%2</h%1>\n").arg(level + 1).arg(text.toHtmlEscaped());
}

void HtmlSink::paragraph(const QString& text) {
    m_body += QStringLiteral("<p class=\"quiet\">%1</p>\n").arg(text.toHtmlEscaped());
}

void HtmlSink::list(const QStringList& sentences) {
    if (sentences.isEmpty()) return;
    m_body += QStringLiteral("<ul>");
    for (const auto& sentence : sentences)
        m_body += QStringLiteral("<li>%1</li>").arg(sentence.toHtmlEscaped());
    m_body += QStringLiteral("</ul>\n");
}

void HtmlSink::facts(const Facts& facts) {
    m_body += QStringLiteral("<div class=\"wide\">%1</div>\n").arg(factsHtml(facts));
}

void HtmlSink::table(const ResultTable& table) {
    m_body += QStringLiteral("<div class=\"wide\">%1</div>\n").arg(tableHtml(table));
}

void HtmlSink::figure(FigureRecipe figure) {
    const auto svg = renderFigure(figure, QStringLiteral("svg"), Carry::Nothing);
    // An image of its own keeps the fonts of one figure from meeting those of the next.
    m_body += QStringLiteral("<figure><img alt=\"%1\" src=\"data:image/svg+xml;base64,%2\"></figure>\n")
                  .arg(summaryOf(figure).toHtmlEscaped(), QString::fromLatin1(svg.toBase64()));
}

void HtmlSink::finish() {
    const auto page = QStringLiteral(
                          "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n%3</body>\n</html>\n")
                          .arg(m_title, QString::fromLatin1(kStyle), m_body);
    writeWholeFile(m_path.toStdString(), page.toStdString());
}

}  // namespace nescio
