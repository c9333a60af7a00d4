#include "app/draw/pdf_sink.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextObjectInterface>

#include "core/files/whole_file.h"
#include "widgets/figure_export.h"

namespace nescio {
namespace {

constexpr int kFigureObject = QTextFormat::UserObject + 1;
constexpr int kFigureNumber = QTextFormat::UserProperty + 1;
constexpr int kDpi = 1200;

}  // namespace

/// Figures that stand in the text as letters do, painted when their page is.
class FigureObjects : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

  public:
    int add(FigureRecipe figure) {
        const QSizeF points = QSizeF(figure.size.widthMm, figure.size.heightMm) * kPointsPerMm;
        m_entries.push_back({points, std::move(figure)});
        return static_cast<int>(m_entries.size()) - 1;
    }

    QSizeF intrinsicSize(QTextDocument* document, int, const QTextFormat& format) override {
        return entryOf(format).points * unitsPerPoint(document);
    }
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument*, int,
                    const QTextFormat& format) override {
        const auto& entry = entryOf(format);
        painter->save();
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / entry.points.width(), rect.height() / entry.points.height());
        paintRecipe(*painter, QRectF(QPointF(0, 0), entry.points), entry.figure);
        painter->restore();
    }

  private:
    struct Entry {
        QSizeF points;
        FigureRecipe figure;
    };
    const Entry& entryOf(const QTextFormat& format) const {
        return m_entries[static_cast<std::size_t>(format.intProperty(kFigureNumber))];
    }
    static double unitsPerPoint(const QTextDocument* document) {
        const auto* device = document->documentLayout()->paintDevice();
        return device ? device->logicalDpiX() / 72.0 : 1;
    }

    std::vector<Entry> m_entries;
};

PdfSink::PdfSink(QString path)
    : m_path(std::move(path)), m_cursor(&m_document), m_figures(std::make_unique<FigureObjects>()) {
    m_document.documentLayout()->registerHandler(kFigureObject, m_figures.get());
    QFont font(Theme::paperFonts().front());
    font.setPointSizeF(9);
    font.setHintingPreference(QFont::PreferNoHinting);
    m_document.setDefaultFont(font);
    m_document.setDefaultStyleSheet(QStringLiteral("th { font-weight: bold; }"));
}

PdfSink::~PdfSink() = default;

void PdfSink::text(const QString& words, const Words& look) {
    QTextCharFormat letters;
    letters.setFontPointSize(look.points);
    letters.setFontWeight(look.bold ? QFont::Bold : QFont::Normal);
    letters.setForeground(QColor(QString::fromLatin1(look.colour)));
    QTextBlockFormat block;
    block.setTopMargin(look.above);
    block.setBottomMargin(4);
    m_cursor.insertBlock(block, letters);
    m_cursor.insertText(words, letters);
}

void PdfSink::html(const QString& html) {
    m_cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    m_cursor.insertHtml(QStringLiteral("<div style=\"font-size: 7pt\">%1</div>").arg(html));
    m_cursor.movePosition(QTextCursor::End);
}

void PdfSink::title(const QString& words, const QString& subtitle) {
    m_title = words;
    text(words, {.points = 18, .bold = true});
    text(subtitle, {.colour = "#5A636C"});
}

void PdfSink::heading(int level, const QString& words) {
    text(words, {.points = level == 1 ? 14.0 : 10.0, .bold = true, .above = level == 1 ? 18.0 : 8.0});
}

void PdfSink::paragraph(const QString& words) {
    text(words, {.colour = "#5A636C"});
}

void PdfSink::list(const QStringList& sentences) {
    for (const auto& sentence : sentences) text(QStringLiteral("• ") + sentence, {});
}

void PdfSink::facts(const Facts& facts) {
    html(factsHtml(facts));
}

void PdfSink::table(const ResultTable& table) {
    html(tableHtml(table));
}

void PdfSink::figure(FigureRecipe figure) {
    QTextCharFormat format;
    format.setObjectType(kFigureObject);
    format.setProperty(kFigureNumber, m_figures->add(std::move(figure)));
    QTextBlockFormat block;
    block.setTopMargin(6);
    block.setBottomMargin(6);
    m_cursor.insertBlock(block);
    m_cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
}

void PdfSink::finish() {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({});  // printing a document adds two centimetres of its own
    writer.setTitle(m_title);
    writer.setCreator(QStringLiteral("Nescio"));
    m_document.print(&writer);
    writeWholeFile(m_path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace nescio

#include "pdf_sink.moc"
