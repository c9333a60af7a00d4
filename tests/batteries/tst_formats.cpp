// The battery that every registered format passes: good, empty, truncated, wrong magic, wrong size. A format
// without an entry in `formatEntries()` fails the first test.
#include <set>

#include <QTemporaryDir>
#include <QTest>

#include "datasets/format.h"
#include "datasets/load.h"
#include "tests/batteries/format_entries.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

class TestFormats : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;

    /// Where a row's file goes: a fresh place without an extension.
    fs::path place(const char* test, const std::string& id, const Entry& entry) {
        return fs::path(m_folder.path().toStdString()) / test / (entry.name.empty() ? id : entry.name);
    }
    static void addRows(const std::set<std::string>& allBut = {}) {
        QTest::addColumn<QString>("id");
        for (const auto& kind : formatKinds())
            if (!allBut.contains(kind.id))
                QTest::newRow(kind.title.c_str()) << QString::fromStdString(kind.id);
    }
    std::string write(const char* test, Entry::Writer Entry::*writer) {
        QFETCH(QString, id);
        const auto& entry = formatEntries().at(id.toStdString());
        const auto path = place(test, id.toStdString(), entry);
        (entry.*writer)(path);
        return path.string();
    }

  private Q_SLOTS:
    void everyFormatHasAnEntry() {
        const auto& all = formatEntries();
        for (const auto& kind : formatKinds())
            QVERIFY2(all.contains(kind.id),
                     qPrintable("no battery entry for " + QString::fromStdString(kind.id)));
        QCOMPARE(all.size(), formatKinds().size());
    }

    void goodFilesAreReadWhole_data() { addRows(); }
    void goodFilesAreReadWhole() {
        const auto path = write("good", &Entry::good);
        QFETCH(QString, id);
        const Entry& entry = formatEntries().at(id.toStdString());
        QCOMPARE(QString::fromStdString(detectFormat(readHead(path))->id), id);
        const auto set = loadImageSet(path);
        QVERIFY(set.has_value());
        QVERIFY(set->shape == entry.shape);
        QCOMPARE(set->count, entry.count);
        QCOMPARE(set->available, entry.count);
        QCOMPARE(set->bytes.size(), static_cast<std::size_t>(entry.count * entry.shape.dims()));
        const std::string setId = entry.setId.empty() ? "good/" + id.toStdString() : entry.setId;
        QCOMPARE(QString::fromStdString(set->id), QString::fromStdString(setId));
        QVERIFY(set->labels.empty() || set->labels.size() == static_cast<std::size_t>(set->count));
    }

    void aLimitReadsImagesSpreadEvenly_data() { addRows(); }
    void aLimitReadsImagesSpreadEvenly() {
        const auto path = write("limit", &Entry::good);
        const auto whole = loadImageSet(path);
        const auto one = loadImageSet(path, {.limit = 1});
        QCOMPARE(one->count, std::int64_t{1});
        QCOMPARE(one->available, whole->available);
        QVERIFY(std::equal(one->bytes.begin(), one->bytes.end(), whole->bytes.begin()));
        QCOMPARE(one->fingerprint, whole->fingerprint);
        if (whole->count < 2) return;
        const auto two = loadImageSet(path, {.limit = 2});
        QVERIFY(two->bytes == whole->evenly(2).bytes && two->labels == whole->evenly(2).labels);
        QVERIFY(two->indices == whole->evenly(2).indices);
        const auto first = loadImageSet(path, {.limit = 1, .rule = LimitRule::First});
        QVERIFY(first->bytes == whole->first(1).bytes);
    }

    /// One image is read at once.
    void aStoppedReadGivesNothing_data() { addRows({"image_file"}); }
    void aStoppedReadGivesNothing() {
        const auto path = write("stopped", &Entry::good);
        std::stop_source source;
        source.request_stop();
        QVERIFY(!loadImageSet(path, {.stop = source.get_token()}).has_value());
    }

    void emptyFilesAreRefused_data() { addRows(); }
    void emptyFilesAreRefused() {
        const auto path = write("empty", &Entry::empty);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "found");
    }

    void truncatedFilesAreRefused_data() { addRows(); }
    void truncatedFilesAreRefused() {
        const auto path = write("truncated", &Entry::truncated);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "found");
    }

    /// The text at the start of a MATLAB file is free, and a table begins with anything.
    void wrongMagicListsWhatWasExpected_data() { addRows({"mat", "csv_pixels"}); }
    void wrongMagicListsWhatWasExpected() {
        const auto path = write("magic", &Entry::wrongMagic);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "PNG", "found");
    }

    void wrongSizesAreRefused_data() { addRows(); }
    void wrongSizesAreRefused() {
        const auto path = write("size", &Entry::wrongSize);
        EXPECT_DATA_ERROR(loadImageSet(path), path.c_str(), "expected", "found");
    }
};

NESCIO_TEST(tst_formats, TestFormats)
#include "tst_formats.moc"
