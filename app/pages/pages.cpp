#include "app/pages/pages.h"

#include "app/pages/detection/detection_page.h"
#include "app/pages/verdicts/verdicts_page.h"

namespace nescio {

std::vector<Page*> makePages(QWidget* parent) {
    return {new DetectionPage(parent), new VerdictsPage(parent)};
}

}  // namespace nescio
