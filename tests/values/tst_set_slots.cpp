// Slots: the standing ones of roles, what was kept, and that nobody has another's.
#include <QTest>

#include "core/values/set_slots.h"
#include "tests/test_list.h"

using namespace nescio;

class TestSetSlots : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theFirstOfARoleHasItsStandingSlot() {
        SlotBook book;
        QCOMPARE(book.give("s", "S", SetRole::Samples), 3);
        QCOMPARE(book.give("o", "O", SetRole::OutOfDistribution), 2);
        QCOMPARE(book.give("t", "T", SetRole::Test), 1);
        QCOMPARE(book.give("r", "R", SetRole::Train), 0);
        QCOMPARE(book.give("x", "X", SetRole::Other), 4);
    }

    void furtherSetsHaveTheFirstFreeOneButGrey() {
        SlotBook book;
        const auto give = [&](int n) { return book.give(std::to_string(n), "", SetRole::OutOfDistribution); };
        std::vector<int> slots;
        for (int n = 0; n < 6; ++n) slots.push_back(give(n));
        QCOMPARE(slots, (std::vector<int>{2, 4, 5, 6, 8, 9}));  // 7 would be grey again
    }

    void aSlotIsForGood() {
        SlotBook book;
        QCOMPARE(book.give("a", "A", SetRole::OutOfDistribution), 2);
        QCOMPARE(book.give("a", "A", SetRole::Train), 2);
        QCOMPARE(book.of("a"), std::optional(2));
        QCOMPARE(book.of("b"), std::optional<int>());
    }

    void whatWasKeptComesAgain() {
        SlotBook before;
        before.give("a", "A", SetRole::Test);
        before.give("b", "B", SetRole::OutOfDistribution);
        before.give("c", "C", SetRole::OutOfDistribution);
        SlotBook book(before.all());
        QCOMPARE(book.byTitle(), (SetSlots{{"A", 1}, {"B", 2}, {"C", 4}}));
        QCOMPARE(book.give("c", "C", SetRole::Train), 4);
        // A new one has what it would have had, and who comes later than it gives way.
        QCOMPARE(book.give("d", "D", SetRole::OutOfDistribution), 2);
        QCOMPARE(book.byTitle(), (SetSlots{{"A", 1}, {"C", 4}, {"D", 2}}));
        QCOMPARE(book.give("b", "B", SetRole::OutOfDistribution), 5);
        QCOMPARE(book.all().size(), std::size_t{4});
    }

    void whatIsHeldIsNotGiven() {
        SlotBook book;
        book.hold(2);
        QCOMPARE(book.give("a", "A", SetRole::OutOfDistribution), 4);
    }

    void seriesWithoutASetKeepOutOfTheWayOfSets() {
        struct Series {
            std::string label;
            SetRole role;
            int slot;
        };
        const std::vector<Series> all{{"a", SetRole::OutOfDistribution, -1},
                                      {"b", SetRole::OutOfDistribution, 2},
                                      {"c", SetRole::Test, -1}};
        QCOMPARE(slotsOf(all), (std::vector<int>{4, 2, 1}));
    }

    void aLegendMeansTheLongestTitle() {
        const SetSlots slots{{"MNIST", 1}, {"MNIST test", 2}, {"MNIST te", 4}};
        QCOMPARE(slotMeant("MNIST test, n = 512", slots), std::optional(2));
        QCOMPARE(slotMeant("MNIST test", slots), std::optional(2));
        QCOMPARE(slotMeant("MNIST tests", slots), std::optional<int>());
    }
};

NESCIO_TEST(tst_set_slots, TestSetSlots)
#include "tst_set_slots.moc"
