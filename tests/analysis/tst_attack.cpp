// Attacks: images move the likelihood the way they are asked to, within their budget as it is counted on
// bytes, and a budget or a shape that cannot be used is refused with a sentence.

#include <QtTest>

#include <algorithm>
#include <cmath>

#include <QTemporaryDir>

#include "core/analysis/attack.h"
#include "core/train/training.h"
#include "datasets/load.h"
#include "tests/analysis/small_experiments.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestAttack : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const FrozenModel> m_model;

  private Q_SLOTS:
    void initTestCase() {
        LiveTraining live;
        startTraining(tests::smallFlow(), tests::garments(100), m_folder.filePath("run.h5").toStdString(), {},
                      live);
        m_model = live.snapshot();
    }

    void anAttackMovesTheLikelihoodItsWayWithinItsBudget_data() {
        QTest::addColumn<bool>("up");
        QTest::addColumn<bool>("euclidean");
        QTest::addColumn<double>("budget");
        for (const bool up : {false, true}) {
            QTest::addRow("%s, largest change 4", up ? "up" : "down") << up << false << 4.0;
            QTest::addRow("%s, Euclidean length 60", up ? "up" : "down") << up << true << 60.0;
        }
    }
    void anAttackMovesTheLikelihoodItsWayWithinItsBudget() {
        QFETCH(bool, up);
        QFETCH(bool, euclidean);
        QFETCH(double, budget);
        const auto set = tests::garments(20);
        const auto moved = *attacked(*m_model, set,
                                     {.goal = up ? AttackGoal::RaiseLikelihood : AttackGoal::LowerLikelihood,
                                      .norm = euclidean ? AttackNorm::Euclidean : AttackNorm::Max,
                                      .budget = budget});
        std::int64_t moves = 0;
        const auto before = m_model->evaluate(set, {})->logLikelihoods(),
                   after = m_model->evaluate(moved, {})->logLikelihoods();
        for (std::int64_t i = 0; i < set.count; ++i) {
            double largest = 0, squares = 0;
            for (std::size_t d = 0; d < set.image(i).size(); ++d) {
                const double change = std::abs(double(moved.image(i)[d]) - double(set.image(i)[d]));
                largest = std::max(largest, change);
                squares += change * change;
            }
            QVERIFY(euclidean ? std::sqrt(squares) <= budget + 1e-9 : largest <= budget);
            const auto at = static_cast<std::size_t>(i);
            moves += largest > 0 && (up ? after[at] > before[at] : after[at] < before[at]);
        }
        // Judged on other noise than it is scored with here, one image may come out even.
        QVERIFY(moves >= set.count - 1);
        QVERIFY(moved.changes.back().find("attacked") == 0);
    }

    void anAttackWithoutBudgetIsRefused() {
        EXPECT_ERROR(OptionError, attacked(*m_model, tests::garments(1), {.budget = 0.5}),
                     "one level or more", "0.5");
        EXPECT_ERROR(ShapeError, attacked(*m_model, *loadImageSet("synthetic/clutter", {.limit = 1}), {}),
                     "1×28×28");
    }
};

NESCIO_TEST(tst_attack, TestAttack)
#include "tst_attack.moc"
