// What Python's own files are read to is in tst_numpy_files.cpp; here is what is refused.
#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "datasets/pickle/pickle.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestCifarPickle : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path folder() const { return fs::path(m_temporary.path().toStdString()); }
    QString refusalOf(const files::Bytes& bytes, std::initializer_list<const char*> words) {
        files::write(folder() / "pickle", bytes);
        return whyNot<DataError>([&] { (void)loadImageSet((folder() / "pickle").string()); }, words);
    }

  private Q_SLOTS:
    void nothingIsRun() {
        // os.system("touch ran")
        QCOMPARE(refusalOf("\x80\x02"
                           "cos\nsystem\nU\x09touch ran\x85R.",
                           {"os.system", "is not run", ".npz"}),
                 QString());
    }

    void otherPicklesSayWhatToDo_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("found");
        QTest::newRow("an empty dictionary") << QByteArray("\x80\x02}.") << "without “data”";
        QTest::newRow("a list") << QByteArray(
                                       "\x80\x02](K\x01K\x02"
                                       "e.")
                                << "without “data”";
        QTest::newRow("no array") << QByteArray(
                                         "\x80\x02}(U\x04"
                                         "dataK\x01u.")
                                  << "is no array";
        QTest::newRow("a real number")
            << QByteArray("\x80\x02](G\0\0\0\0\0\0\0\0e.", 15) << "more than numbers";
        QTest::newRow("an unknown place") << QByteArray(
                                                 "\x80\x02](h\x09"
                                                 "e.")
                                          << "is damaged";
        QTest::newRow("nothing on the stack") << QByteArray("\x80\x02]ae..") << "is damaged";
        QTest::newRow("no end") << QByteArray("\x80\x02](K\x01") << "ends too early";
        QTest::newRow("a text without end") << QByteArray("\x80\x02]U\xC8short") << "ends too early";
        QTest::newRow("a large text")
            << QByteArray("\x80\x04]\x8D\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F.") << "ends too early";
    }
    void otherPicklesSayWhatToDo() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, found);
        QCOMPARE(refusalOf(bytes.toStdString(),
                           {"a Python pickle", found.toUtf8().constData(), "save its images as .npz"}),
                 QString());
    }

    void aListThatHoldsItselfIsNoTrouble() {
        QCOMPARE(refusalOf(files::Bytes("\x80\x02]q\0h\0a.", 9), {"without “data”"}), QString());
    }

    void whatUnpacksToMoreThanItselfIsRefused() {
        files::Bytes bomb = files::Bytes("\x80\x02", 2) + "c_codecs\nencode\nq" + '\0' + 'X' +
                            files::little32(4000) + files::Bytes(4000, 'a') + "q\x01X" + files::little32(6) +
                            "latin1\x86q\x02" + '0' + '0';
        for (int i = 0; i < 100; ++i) bomb += files::Bytes("h\0h\x02R0", 6);
        QCOMPARE(refusalOf(bomb + "N.", {"unpacks to more than itself"}), QString());
    }

    void aFolderAsTorchvisionKeepsItIsCifar10() {
        const auto place = folder() / "cifar-10-batches-py";
        for (char i = 1; i <= 5; ++i)
            files::write(place / ("data_batch_" + std::to_string(i)), files::cifarPickle({i, 9}));
        files::write(place / "test_batch", files::cifarPickle({0}));
        files::write(place / "batches.meta", files::Bytes("\x80\x02}."));
        const auto train = loadImageSet(place.string() + "::train");
        QCOMPARE(train->labels, (std::vector<int>{1, 9, 2, 9, 3, 9, 4, 9, 5, 9}));
        QCOMPARE(train->id, std::string("cifar-10-batches-py/train"));  // ten images are not CIFAR-10
        QCOMPARE(train->classNames.at(9), std::string("truck"));
        QCOMPARE(int{train->image(3)[1000]}, 1000 % 251);
        QCOMPARE(loadImageSet(place.string() + "::test_batch")->count, std::int64_t{1});
    }
};

NESCIO_TEST(tst_cifar_pickle, TestCifarPickle)
#include "tst_cifar_pickle.moc"
