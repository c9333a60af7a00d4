// A model that has no number for some images: those whose first byte is zero. What it draws is no number for
// every other image.
#pragma once

namespace nescio::tests {

/// Registers the model "astray". Once a program.
void addAstrayModel();

}  // namespace nescio::tests
