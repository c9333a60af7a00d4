#include "app/pages/pages.h"

#include "app/pages/attack/attack_page.h"
#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/compare/compare_page.h"
#include "app/pages/detection/detection_page.h"
#include "app/pages/experiments/experiments_page.h"
#include "app/pages/explore/explore_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "app/pages/samples/samples_page.h"
#include "app/pages/shifts/shifts_page.h"
#include "app/pages/training/training_page.h"
#include "app/pages/verdicts/verdicts_page.h"

namespace nescio {
namespace {

template <class P>
Page* makePage(QWidget* parent) {
    return new P(parent);
}

}  // namespace

std::vector<MakePage> pages() {
    return {makePage<LikelihoodsPage>, makePage<ExplorePage>,     makePage<BreakdownPage>,
            makePage<SamplesPage>,     makePage<TrainingPage>,    makePage<ComparePage>,
            makePage<ShiftsPage>,      makePage<ExperimentsPage>, makePage<AttackPage>,
            makePage<DetectionPage>,   makePage<VerdictsPage>};
}

}  // namespace nescio
