// One program for the tests of one layer: runs the test that the first argument names, with the rest of the
// arguments for Qt Test.

#include <cstdio>

#include <QTest>
#ifdef NESCIO_TEST_GUI
#include "tests/watched_application.h"
using Application = nescio::WatchedApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

#include "tests/test_list.h"

int main(int argc, char** argv) {
    const auto& tests = nescio::tests::all();
    const auto found = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (found == tests.end()) {
        std::fprintf(stderr, "usage: %s TEST [FUNCTION]... with one of these tests:\n", argv[0]);
        for (const auto& [name, make] : tests) std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    argv[1] = argv[0];
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi);
    int rest = argc - 1;
    const Application application(rest, argv + 1);
    const auto test = found->second();
    const int failed = QTest::qExec(test.get(), rest, argv + 1);
#ifdef NESCIO_TEST_GUI
    application.tell();
#endif
    return failed;
}
