// Lets Clang read LibTorch 1.13 in C++20 with libstdc++ 12. LibTorch holds a std::vector of a class that is
// not complete yet, which is allowed; but C++20 makes the members of vector constexpr, and Clang then looks
// into them too early (GCC does not). So they are declared here without it, before anything else includes
// <vector>. Not meant to be included anywhere; nescio_pch puts it first where it is needed.
#pragma once

#include <algorithm>
#include <memory>
#include <string>

#if defined(__clang__) && defined(_GLIBCXX20_CONSTEXPR) && _GLIBCXX_RELEASE < 13
#pragma push_macro("_GLIBCXX20_CONSTEXPR")
#undef _GLIBCXX20_CONSTEXPR
#define _GLIBCXX20_CONSTEXPR
#define __fill_a1 __fill_a1_of_bits  // declared constexpr by <algorithm> already
#include <vector>
#undef __fill_a1
#pragma pop_macro("_GLIBCXX20_CONSTEXPR")
#endif
