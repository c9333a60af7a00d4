// What the chosen images can be contrasted with.
#pragma once

#include <string>

#include <QString>

#include "app/session/session.h"

namespace nescio {

/// A selection with what people call it.
struct NamedSelection {
    QString name;
    ImageSelection images;
};

/// All images of a listed set that the current run scored, or all there are where it scored none.
NamedSelection wholeSet(const Session& session, const std::string& id);

/// The images of all shown and scored sets that are not chosen; of those that the filter lets through, where
/// there is one.
NamedSelection restOf(const Session& session);

}  // namespace nescio
