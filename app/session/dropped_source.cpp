#include "app/session/dropped_source.h"

#include "app/session/pasted_image.h"
#include "datasets/load.h"

namespace nescio {

Image DroppedSource::read() const {
    return picture.isNull() ? loadImage(path) : pastedImage(picture);
}

}  // namespace nescio
