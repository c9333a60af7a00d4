// Python pickles of plain data and NumPy arrays, read without running anything: a pickle is a program, and of
// its instructions only those are known here that make numbers, texts, lists, dictionaries and arrays of
// numbers. Source: Python's Lib/pickletools.py, which describes every instruction.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "datasets/arrays/array_images.h"

namespace nescio {

/// Why a pickle is not read, as the end of "a pickle that …".
class PickleError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A value in a pickle; which members it has depends on its kind.
struct PickleValue {
    enum class Kind { None, Number, Bytes, List, Dictionary, Name, Type, Array };

    Kind kind = Kind::None;
    std::int64_t number = 0;
    std::span<const std::uint8_t> bytes =
        {};  ///< a text, bytes, a name ("numpy dtype"), or an array's numbers
    std::vector<const PickleValue*> items = {};  ///< of a list or tuple; key, value, … of a dictionary
    std::unique_ptr<ArrayHeader> header = {};    ///< of an array; of a type, its `type`

    [[nodiscard]] std::string_view text() const {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    /// The value under a key of a dictionary; null where there is none.
    [[nodiscard]] const PickleValue* entry(std::string_view key) const;
};

/// The values of one pickle. They refer to each other and to the pickle's bytes, which must outlive them.
class Pickle {
  public:
    /// Throws: PickleError for a damaged pickle, for one that asks for other things, and for more than
    /// 2 million values.
    explicit Pickle(std::span<const std::uint8_t> bytes);

    [[nodiscard]] const PickleValue& root() const { return *m_root; }

  private:
    friend class PickleMachine;
    std::deque<PickleValue> m_values;
    std::deque<std::vector<std::uint8_t>> m_decoded;
    const PickleValue* m_root = nullptr;
};

/// Whether bytes begin as a pickle of protocol 2 to 5 does.
bool beginsAsPickle(std::span<const std::uint8_t> bytes);

}  // namespace nescio
