#include "core/values/failure.h"

#include <new>
#include <utility>

namespace nescio {

Failure currentFailure(std::string stage) {
    try {
        throw;
    } catch (const DeviceMemoryError& error) {
        return {std::move(stage), error.what(), true};
    } catch (const std::bad_alloc&) {
        return {std::move(stage), "this machine ran out of memory", true};
    } catch (const std::exception& error) {
        return {std::move(stage), error.what(), false};
    } catch (...) {
        return {std::move(stage), "an error that gave no reason", false};
    }
}

}  // namespace nescio
