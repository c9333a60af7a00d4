// What a person should know although the work goes on. It is said where it is found, and heard where people
// are spoken to.
#pragma once

#include <functional>
#include <string>

namespace nescio {

/// Says one sentence to whoever listens; to stderr where nobody does.   Thread: any.
void warn(const std::string& sentence);

/// Hears warnings until it is destroyed; the newest listener of several.
class WarningListener {
  public:
    /// `hear` is called on the thread that warns.
    explicit WarningListener(std::function<void(const std::string& sentence)> hear);
    ~WarningListener();
    WarningListener(const WarningListener&) = delete;
    WarningListener& operator=(const WarningListener&) = delete;
};

}  // namespace nescio
