#include "app/pages/pages.h"

#include "app/pages/detection/detection_page.h"

namespace nescio {

std::vector<Page*> makePages(QWidget* parent) {
    return {new DetectionPage(parent)};
}

}  // namespace nescio
