// What a run file did not take, told at the end: numbers can be shown all the same.
#pragma once

#include <string>

#include "core/values/failure.h"

namespace nescio {

class Refusal {
  public:
    void remember(const RunFileError& error) {
        m_sentence = error.what();
        m_disk = dynamic_cast<const RunDiskError*>(&error) != nullptr;
    }
    /// Nothing where nothing was refused.   Throws: what was remembered, with these words behind it.
    void raise(const std::string& consequence) const {
        if (m_sentence.empty()) return;
        if (m_disk) throw RunDiskError(m_sentence + consequence);
        throw RunFileError(m_sentence + consequence);
    }

  private:
    std::string m_sentence;
    bool m_disk = false;
};

}  // namespace nescio
