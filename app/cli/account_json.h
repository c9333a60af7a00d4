// The account of an image as JSON.
#pragma once

#include "app/cli/console.h"
#include "core/values/image_account.h"

namespace nescio {

Json toJson(const ImageAccount& account);
Json toJson(const AccountDifference& difference);

}  // namespace nescio
