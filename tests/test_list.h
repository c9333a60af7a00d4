// The tests of a program, by the name of their file. NESCIO_TEST ends a test file where a program of its own
// would have QTEST_MAIN; resources/cmake/nescio_test.cmake writes the list.
#pragma once

#include <map>
#include <memory>
#include <string>

#include <QObject>

namespace nescio::tests {

using Make = std::unique_ptr<QObject> (*)();

/// Every test of this program.
const std::map<std::string, Make>& all();

}  // namespace nescio::tests

/// `name` is that of the file.
#define NESCIO_TEST(name, Class)          \
    namespace nescio::tests {             \
    std::unique_ptr<QObject> name() {     \
        return std::make_unique<Class>(); \
    }                                     \
    }
