// Files as NumPy and Python write them against the pixels that NumPy finds in them: numpy_files.py made both.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/values/failure.h"
#include "datasets/load.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

namespace {

QJsonObject entries() {
    QFile file(QStringLiteral(NESCIO_SOURCE_DIR "/tests/datasets/numpy_files.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray unpacked(const QString& base64) {
    return qUncompress(QByteArray(4, '\0') + QByteArray::fromBase64(base64.toLatin1()));
}

}  // namespace

class TestNumpyFiles : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;

  private Q_SLOTS:
    void pixelsAreThoseThatNumpyFinds_data() {
        QTest::addColumn<QJsonObject>("entry");
        const auto all = entries();
        for (auto it = all.begin(); it != all.end(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.value().toObject();
        QVERIFY(all.size() > 80);
    }
    void pixelsAreThoseThatNumpyFinds() {
        QFETCH(QJsonObject, entry);
        const fs::path path = fs::path(m_temporary.path().toStdString()) / "file";
        files::write(path, unpacked(entry["file"].toString()).toStdString());
        const auto set = loadImageSet(path.string());
        const auto shape = entry["shape"].toArray();
        QCOMPARE(set->count, shape[0].toInteger());
        QVERIFY((set->shape == ImageShape{shape[1].toInt(), shape[2].toInt(), shape[3].toInt()}));
        const auto pixels = unpacked(entry["pixels"].toString());
        QCOMPARE(QByteArray(reinterpret_cast<const char*>(set->bytes.data()),
                            static_cast<qsizetype>(set->bytes.size())),
                 pixels);
        std::vector<int> labels;
        for (const auto label : entry["labels"].toArray()) labels.push_back(label.toInt());
        QCOMPARE(set->labels, labels);
    }

    /// Wherever a file ends before its time: an error that says what was expected, or the lines before.
    void aFileCutAnywhereIsRefusedOrReadInPart_data() { pixelsAreThoseThatNumpyFinds_data(); }
    void aFileCutAnywhereIsRefusedOrReadInPart() {
        QFETCH(QJsonObject, entry);
        const auto whole = unpacked(entry["file"].toString()).toStdString();
        const fs::path path = fs::path(m_temporary.path().toStdString()) / "cut";
        const auto step = std::max<std::size_t>(1, whole.size() / 10);
        for (std::size_t size = 1; size < whole.size(); size += step) {
            files::write(path, whole.substr(0, size));
            try {
                const auto set = loadImageSet(path.string());
                QVERIFY2(set->count <= entry["shape"].toArray()[0].toInteger(),
                         qPrintable(QString::number(size)));
            } catch (const DataError& error) {
                QVERIFY2(QString::fromUtf8(error.what()).contains("expected"), error.what());
            }
        }
    }
};

NESCIO_TEST(tst_numpy_files, TestNumpyFiles)
#include "tst_numpy_files.moc"
