# One Qt Test binary per subject: nescio_test(tst_shape LIBRARIES nescio_values LABELS fast).
# TORCH links the engine with LibTorch and shares one precompiled header among all such tests.
# Tests that show widgets run on Qt's offscreen platform. A test with the engine takes both of ctest's places:
# two trainings at once on the same cores are far slower than one after the other.
function(nescio_test NAME)
    cmake_parse_arguments(ARG "TORCH" "TIMEOUT" "LIBRARIES;LABELS;SOURCES;ENVIRONMENT" ${ARGN})
    add_executable(${NAME} ${NAME}.cpp ${ARG_SOURCES})
    nescio_target(${NAME})
    set_target_properties(${NAME} PROPERTIES AUTOMOC ON)
    target_link_libraries(${NAME} PRIVATE Qt6::Test ${ARG_LIBRARIES})
    target_compile_definitions(${NAME} PRIVATE NESCIO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    # Qt names each folder in macros, which would keep folders from sharing a precompiled header.
    target_compile_options(${NAME} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
    if(ARG_TORCH)
        nescio_test_torch(${NAME})
    endif()
    add_test(NAME ${NAME} COMMAND ${NAME})
    if(NOT ARG_LABELS)
        set(ARG_LABELS fast)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    set(processors 1)
    if(ARG_TORCH OR "${ARG_LIBRARIES}" MATCHES "nescio_(core|workbench|window_fixture)")
        set(processors 2)
    endif()
    set_tests_properties(${NAME} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
        PROCESSORS ${processors}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${ARG_ENVIRONMENT}")
endfunction()

# LibTorch's headers take half a minute a file: all torch tests share one precompiled copy.
function(nescio_test_torch NAME)
    if(NOT TARGET nescio_test_pch)
        file(WRITE ${CMAKE_BINARY_DIR}/nescio_test_pch.cpp "")
        add_library(nescio_test_pch OBJECT ${CMAKE_BINARY_DIR}/nescio_test_pch.cpp)
        nescio_target(nescio_test_pch)
        target_compile_definitions(nescio_test_pch PRIVATE NESCIO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
        target_link_libraries(nescio_test_pch PRIVATE Qt6::Test nescio_core nescio_torch)
        target_compile_options(nescio_test_pch PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
        target_precompile_headers(nescio_test_pch PRIVATE <torch/torch.h> <QtTest>)
    endif()
    target_link_libraries(${NAME} PRIVATE nescio_core nescio_torch)
    target_precompile_headers(${NAME} REUSE_FROM nescio_test_pch)
endfunction()
