// Reports: everything a run holds is in them, in the paper's order; the page needs no network; the PDF has
// its fonts; strange words and values do no harm.
#include <QtTest>

#include <cmath>

#include <QTemporaryDir>

#include "app/draw/html_sink.h"
#include "app/draw/pdf_sink.h"
#include "app/draw/report.h"
#include "core/values/failure.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

ExperimentResult resultOf(const std::string& id, const std::string& source) {
    ResultSeries line{.label = "a line", .x = {0, 1, 2}, .y = {1, 3, 2}};
    return {.id = id,
            .experiment = id,
            .title = "Title of " + id,
            .source = source,
            .findings = {"Finding of " + id + "."},
            .tables = {{.id = "t",
                        .title = "Numbers of " + id,
                        .columns = {{"set", "", {}, {"A", "A", "B"}}, {"v", "nats", {1, 2, 3}}}}},
            .figures = {{.id = "f", .title = "Figure", .note = {}, .panels = {{.series = {line}}}}}};
}

ReportRun runOf(std::vector<ExperimentResult> results) {
    ReportRun run{.summary = {}, .tables = {}, .samples = {}, .results = std::move(results)};
    run.summary.title = "glow <quick> & more on A (seed 1)";
    run.summary.spec.modelOptions = {{"levels", std::int64_t{2}}};
    run.summary.provenance = {{"device", "CPU · 2 threads"}, {"torch_version", "9.9"}};
    run.summary.shape = {1, 28, 28};
    return run;
}

}  // namespace

class TestReport : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    [[nodiscard]] QString html(const std::vector<ReportRun>& runs) const {
        HtmlSink sink(m_folder.filePath("report.html"));
        writeReport(runs, sink);
        QFile file(m_folder.filePath("report.html"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    [[nodiscard]] QByteArray pdf(const std::vector<ReportRun>& runs) const {
        PdfSink sink(m_folder.filePath("report.pdf"));
        writeReport(runs, sink);
        QFile file(m_folder.filePath("report.pdf"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

  private Q_SLOTS:
    void everythingIsInItInThePapersOrder() {
        const auto page =
            html({runOf({resultOf("b_late", "paper (E9)"), resultOf("a_own", "ours"),
                         resultOf("reproduction", "paper"), resultOf("z_first", "paper (E1)")})});
        int last = -1;
        for (const auto* id : {"reproduction", "z_first", "b_late", "a_own"}) {
            const auto at = static_cast<int>(page.indexOf(QStringLiteral("Title of ") + id));
            QVERIFY2(at > last, id);
            last = at;
            QVERIFY(page.contains(QStringLiteral("Finding of %1.").arg(id)));
            QVERIFY(page.contains(QStringLiteral("Numbers of ") + id));
        }
        QCOMPARE(page.count("<img"), qsizetype{4});
        for (const auto* fact : {"levels", "torch_version", "9.9", "CPU · 2 threads"})
            QVERIFY2(page.contains(fact), fact);
    }

    void thePageStandsAlone() {
        const auto page = html({runOf({resultOf("one", "paper (E1)")})});
        for (const auto* outside : {"http:", "https:", "<script", "<link", "url(", "@import"})
            QVERIFY2(!page.contains(QLatin1String(outside)), outside);
        QCOMPARE(page.count("src=\"data:image/svg+xml;base64,"), page.count("src="));
        QVERIFY(page.contains("glow &lt;quick&gt; &amp; more"));
        QVERIFY(!page.contains("<quick>"));
    }

    void thePdfHasItsFontsAndFigures() {
        const auto file = pdf({runOf({resultOf("one", "paper (E1)"), resultOf("two", "paper (E2)")})});
        QVERIFY(file.startsWith("%PDF-"));
        QVERIFY(file.contains("/FontFile2"));
        QVERIFY(file.count("/Type /Page\n") >= 2);
        // Vectors, not pictures.
        QVERIFY(!file.contains("/Subtype /Image"));
    }

    /// Figures in the style that is asked for: here without the words that tell them apart.
    void figuresHaveTheLookThatIsAskedFor() {
        FigureLook look;
        look.title = look.legend = false;
        HtmlSink sink(m_folder.filePath("styled.html"));
        sink.setLook(look);
        writeReport({runOf({resultOf("one", "paper (E1)")})}, sink);
        QFile file(m_folder.filePath("styled.html"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto figureOf = [](const QString& page) {
            const QString begin = QStringLiteral("data:image/svg+xml;base64,");
            const auto at = page.indexOf(begin) + begin.size();
            return QString::fromUtf8(
                QByteArray::fromBase64(page.mid(at, page.indexOf('"', at) - at).toLatin1()));
        };
        const auto plain = figureOf(html({runOf({resultOf("one", "paper (E1)")})}));
        const auto styled = figureOf(QString::fromUtf8(file.readAll()));
        QVERIFY(plain.contains(">Figure<") && plain.contains(">a line<"));
        QVERIFY(styled.contains("<svg") && !styled.contains(">Figure<") && !styled.contains(">a line<"));
        QVERIFY(!plain.contains("nescio:figure"));  // nothing is carried twice: the run file has the data
    }

    void longTablesShowHowTheyBegin() {
        auto result = resultOf("long", "paper");
        result.tables[0].columns = {{"n", "", std::vector<double>(5000, 0.123)}};
        const auto page = html({runOf({result})});
        QVERIFY(page.count("0.123") < 20);
        QVERIFY(page.contains(QStringLiteral("of 5\u2009000 rows")));
    }

    void repeatedWordsAreSaidOnce() {
        QCOMPARE(tableHtml(resultOf("one", "").tables[0]).count("<td>A</td>"), qsizetype{1});
    }

    void whatCannotBeDrawnIsLeftOutOrSaid() {
        auto result = resultOf("odd", "paper");
        result.figures.push_back({.id = "empty", .title = "Empty", .note = {}, .panels = {}});
        ResultSeries gone{.label = "gone", .x = {0, 1}, .y = {NAN, NAN}};
        result.figures.push_back({.id = "nan", .title = "NaN", .note = {}, .panels = {{.series = {gone}}}});
        result.tables[0].columns[1].numbers = {NAN, INFINITY, 1};
        const auto page = html({runOf({result})});
        QVERIFY(page.contains("no number") && page.contains("not finite"));
        QVERIFY(!pdf({runOf({result}), runOf({})}).isEmpty());
    }

    void aFolderThatIsNotThereIsNamed() {
        HtmlSink sink("/nowhere/report.html");
        QVERIFY_EXCEPTION_THROWN(writeReport({runOf({})}, sink), Error);
        PdfSink other("/nowhere/report.pdf");
        QVERIFY_EXCEPTION_THROWN(writeReport({runOf({})}, other), Error);
    }
};

NESCIO_TEST(tst_report, TestReport)
#include "tst_report.moc"
