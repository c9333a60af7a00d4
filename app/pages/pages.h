// All tabs of the window, in their order.
#pragma once

#include <vector>

class QWidget;

namespace nescio {

class Page;

/// Makes a page, which belongs to its parent.
using MakePage = Page* (*)(QWidget* parent);

/// A new page is a line of this list.
std::vector<MakePage> pages();

}  // namespace nescio
