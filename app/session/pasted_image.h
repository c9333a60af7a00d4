// A picture from the clipboard, by the rules of image files.
#pragma once

#include <QImage>

#include "core/values/image.h"

namespace nescio {

/// The image that a file of these pixels would be: without alpha, 8 bits deep, with what was done recorded.
/// Its source is "clipboard".
Image pastedImage(const QImage& picture);

}  // namespace nescio
