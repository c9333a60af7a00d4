// What the form of a new run offers to train on, and what it starts with.

#include <QTest>

#include "app/dialogs/training_sets.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

DataEntry entry(const std::string& id, bool loaded) {
    DataEntry made{.id = id, .title = id, .what = "/data/" + id, .shape = {1, 28, 28}};
    if (loaded) made.images = std::make_shared<const ImageSet>();
    return made;
}

CatalogueEntry named(const std::string& id, bool here) {
    CatalogueEntry made{.id = id, .title = id, .shape = {1, 28, 28}};
    if (here) made.path = "/data/" + id;
    return made;
}

QStringList idsOf(const std::vector<TrainingSetChoice>& sets) {
    QStringList ids;
    for (const auto& set : sets) ids << QString::fromStdString(set.id);
    return ids;
}

std::string usualOf(const Session& session) {
    const auto sets = trainingSets(session);
    const int at = usualTrainingSet(sets);
    return at < 0 ? "" : sets[static_cast<std::size_t>(at)].id;
}

}  // namespace

class TestTrainingSets : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void allLoadedSetsAndNamedOnesThatAreHereAreOffered() {
        Session session;
        session.setEngine({.catalogue = {named("mnist/train", true), named("mnist/t10k", true),
                                         named("svhn/train", false)}});
        session.putDataSet(entry("mine/cats", true));
        session.putDataSet(entry("mnist/t10k", false));  // known by the scores of an opened run
        session.putDataSet(entry("mine/dogs", false));   // neither loaded nor named, but readable
        session.putDataSet(entry("svhn/train", false));  // named, and not on this machine
        session.putDataSet(entry("mine/birds", true));
        QCOMPARE(idsOf(trainingSets(session)),
                 QStringList({"mine/cats", "mine/dogs", "mine/birds", "mnist/train", "mnist/t10k"}));
        for (const auto& set : trainingSets(session))
            if (set.id == "mnist/t10k") QCOMPARE(set.what, std::string("mnist/t10k"));
    }

    void aSetForTrainingComesBeforeOneForTesting() {
        Session session;
        QCOMPARE(usualOf(session), std::string());
        session.putDataSet(entry("mnist/t10k", true));
        QCOMPARE(usualOf(session), std::string("mnist/t10k"));  // better than none
        session.putDataSet(entry("mine/cats", true));
        QCOMPARE(usualOf(session), std::string("mine/cats"));
        session.setEngine({.catalogue = {named("synthetic/clutter", true), named("synthetic/garments", true),
                                         named("mnist/train", true)}});
        QCOMPARE(usualOf(session), std::string("synthetic/garments"));
        session.putDataSet(entry("kmnist/train20k", true));
        QCOMPARE(usualOf(session), std::string("kmnist/train20k"));
        session.setRole("kmnist/train20k", SetRole::OutOfDistribution);
        QCOMPARE(usualOf(session), std::string("synthetic/garments"));
        session.setRole("mine/cats", SetRole::Train);
        QCOMPARE(usualOf(session), std::string("mine/cats"));
    }
};

NESCIO_TEST(tst_training_sets, TestTrainingSets)
#include "tst_training_sets.moc"
