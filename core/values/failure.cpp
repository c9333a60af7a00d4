#include "core/values/failure.h"

#include <filesystem>
#include <new>
#include <utility>

#include <fmt/format.h>

namespace nescio {

std::string sentenceOf(const std::exception& error) {
    if (const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&error))
        return fmt::format("{}: {}", file->path1().string(), file->code().message());
    std::string text = error.what();
    if (dynamic_cast<const Error*>(&error)) return text;  // a line end in it belongs to a name
    return text.substr(0, text.find('\n'));
}

Failure currentFailure(std::string stage) {
    try {
        throw;
    } catch (const DeviceMemoryError& error) {
        return {std::move(stage), error.what(), true};
    } catch (const RoundingError& error) {
        return {std::move(stage), error.what(), false, error.found()};
    } catch (const std::bad_alloc&) {
        return {std::move(stage), "this machine ran out of memory", true};
    } catch (const std::exception& error) {
        return {std::move(stage), sentenceOf(error), false};
    } catch (...) {
        return {std::move(stage), "an error that gave no reason", false};
    }
}

}  // namespace nescio
