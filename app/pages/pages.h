// Which pages the window has, in the order of their tabs.
#pragma once

#include <vector>

class QWidget;

namespace nescio {

class Page;

/// All of them, owned by the parent.
std::vector<Page*> makePages(QWidget* parent);

}  // namespace nescio
