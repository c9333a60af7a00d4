// Numbers that are no bytes, in the window: asked about once, rounded on the lane or left alone.

#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/datasets/files.h"
#include "tests/test_list.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowRounding : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    const DataEntry* addedAs(const QString& what) {
        for (const auto& set : m_fixture->session().dataSets())
            if (set.what == what.toStdString()) return &set;
        return nullptr;
    }

    /// Floats from 0 to 1 in steps that are none of a byte's.
    QString writeFloats(const QString& name) const {
        QByteArray numbers;
        for (int i = 0; i < 2 * 64; ++i) {
            const float number = static_cast<float>(i) / 128;
            numbers.append(reinterpret_cast<const char*>(&number), sizeof number);
        }
        return m_fixture->writeBytes(
            name, QByteArray::fromStdString(files::npy("<f4", false, "2, 8, 8", numbers.toStdString())));
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
    }

    void numbersThatAreNoBytesAreAskedAboutAndRounded() {
        const auto file = writeFloats("floats.npy");
        m_fixture->drop({file});
        QTRY_VERIFY_WITH_TIMEOUT(in<QMessageBox>(m_fixture->window(), "roundQuestion") != nullptr,
                                 kPatienceMs);
        auto* box = in<QMessageBox>(m_fixture->window(), "roundQuestion");
        QCOMPARE(box->text(), QStringLiteral("Round to 256 levels?"));
        QVERIFY2(
            box->informativeText().contains("floats.npy: found float32 from 0 to 0.992188, off by up to"),
            qPrintable(box->informativeText()));
        QVERIFY(!addedAs(file));
        in<QPushButton>(*box, "roundCommit")->click();
        QVERIFY(m_fixture->settle());
        const auto* set = addedAs(file);
        QVERIFY(set && set->images);
        QCOMPARE(set->images->changes.size(), std::size_t{1});
        QVERIFY2(set->images->changes[0].find("rounded by up to") != std::string::npos,
                 set->images->changes[0].c_str());
        // Agreed to once: it is not asked again.
        QTRY_VERIFY_WITH_TIMEOUT(!in<QMessageBox>(m_fixture->window(), "roundQuestion"), kPatienceMs);
        QSignalSpy added(&m_fixture->controllers().library, &LibraryController::dataSetAdded);
        m_fixture->drop({file});
        QTRY_COMPARE_WITH_TIMEOUT(added.count(), 1, kPatienceMs);
        QVERIFY(!in<QMessageBox>(m_fixture->window(), "roundQuestion"));
    }

    void whoDoesNotAgreeToRoundingGetsNoSet() {
        const auto file = writeFloats("fractions.npy");
        m_fixture->drop({file});
        QTRY_VERIFY_WITH_TIMEOUT(in<QMessageBox>(m_fixture->window(), "roundQuestion") != nullptr,
                                 kPatienceMs);
        auto* box = in<QMessageBox>(m_fixture->window(), "roundQuestion");
        box->button(QMessageBox::Cancel)->click();
        QVERIFY(m_fixture->settle());
        QVERIFY(!addedAs(file));
        QVERIFY2(
            m_fixture->sentence().startsWith("Not read: ") && m_fixture->sentence().contains("fractions.npy"),
            qPrintable(m_fixture->sentence()));
    }
};

NESCIO_TEST(tst_window_rounding, TestWindowRounding)
#include "tst_window_rounding.moc"
