# Tests: one Qt Test class a file, the files of one layer in one program, and each file selectable in CTest:
#   nescio_test_program(tests_plain LIBRARIES nescio_datasets)
#   nescio_test(tst_shape PROGRAM tests_plain LABELS fast)
#   nescio_test_list(tests_plain)
# CTest runs `tests_plain tst_shape`, a process for each file, so that one that crashes takes no other along.

# GUI programs have a QApplication on Qt's offscreen platform. PCH names a target of nescio_pch.
function(nescio_test_program NAME)
    cmake_parse_arguments(ARG "GUI" "PCH" "LIBRARIES" ${ARGN})
    add_executable(${NAME} ${CMAKE_SOURCE_DIR}/tests/main.cpp)
    nescio_target(${NAME})
    # Tests are edited more often than what they test: half as many at once.
    math(EXPR batch "(${CMAKE_UNITY_BUILD_BATCH_SIZE} + 1) / 2")
    set_target_properties(${NAME} PROPERTIES AUTOMOC ON UNITY_BUILD_BATCH_SIZE ${batch})
    target_link_libraries(${NAME} PRIVATE Qt6::Test ${ARG_LIBRARIES})
    target_compile_definitions(${NAME} PRIVATE NESCIO_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        $<$<BOOL:${ARG_GUI}>:NESCIO_TEST_GUI>)
    if(ARG_PCH)
        target_precompile_headers(${NAME} REUSE_FROM ${ARG_PCH})
    endif()
endfunction()

# One thread a test, so that CTest's two at once share two cores well, and another program on the machine delays
# a test and no more: small trainings of two threads take ten times as long beside one. PROCESSORS 2 is for a test
# that takes two threads on purpose, SCREEN for one that needs an X server.
function(nescio_test NAME)
    cmake_parse_arguments(ARG "SCREEN" "PROGRAM;TIMEOUT;PROCESSORS" "LABELS" ${ARGN})
    foreach(default "LABELS fast" "TIMEOUT 600" "PROCESSORS 1")
        separate_arguments(default)
        list(GET default 0 option)
        if(NOT ARG_${option})
            list(GET default 1 ARG_${option})
        endif()
    endforeach()
    target_sources(${ARG_PROGRAM} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${NAME}.cpp)
    set_property(TARGET ${ARG_PROGRAM} APPEND PROPERTY NESCIO_TESTS ${NAME})
    set(screen "")
    if(ARG_SCREEN)
        set(screen ${CMAKE_SOURCE_DIR}/tests/driven/on_screen.sh)
    endif()
    add_test(NAME ${NAME} COMMAND ${screen} $<TARGET_FILE:${ARG_PROGRAM}> ${NAME})
    set(cost 1)  # what takes longest starts first, so that it does not run alone at the end
    if("slow" IN_LIST ARG_LABELS)
        set(cost ${ARG_TIMEOUT})
    endif()
    set_tests_properties(${NAME} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
        PROCESSORS ${ARG_PROCESSORS} COST ${cost}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;OPENBLAS_NUM_THREADS=1;OMP_NUM_THREADS=1")
endfunction()

# The list by which a program finds its tests, written once all of them are known.
function(nescio_test_list PROGRAM)
    get_target_property(tests ${PROGRAM} NESCIO_TESTS)
    set(declarations "")
    set(entries "")
    foreach(test ${tests})
        string(APPEND declarations "std::unique_ptr<QObject> ${test}();\n")
        string(APPEND entries "        {\"${test}\", ${test}},\n")
    endforeach()
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${PROGRAM}_list.cpp)
    file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Generated from the calls of nescio_test().
#include \"tests/test_list.h\"
namespace nescio::tests {
${declarations}
const std::map<std::string, Make>& all() {
    static const std::map<std::string, Make> tests{
${entries}    };
    return tests;
}
}  // namespace nescio::tests
")
    target_sources(${PROGRAM} PRIVATE ${output})
endfunction()
