# One Qt Test binary per subject: nescio_test(tst_shape LIBRARIES nescio_values LABELS fast).
# Tests that show widgets run on Qt's offscreen platform unless QT_QPA_PLATFORM is set by their own entry.
function(nescio_test NAME)
    cmake_parse_arguments(ARG "" "TIMEOUT" "LIBRARIES;LABELS;SOURCES;ENVIRONMENT" ${ARGN})
    add_executable(${NAME} ${NAME}.cpp ${ARG_SOURCES})
    nescio_target(${NAME})
    set_target_properties(${NAME} PROPERTIES AUTOMOC ON)
    target_link_libraries(${NAME} PRIVATE Qt6::Test ${ARG_LIBRARIES})
    target_compile_definitions(${NAME} PRIVATE NESCIO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    add_test(NAME ${NAME} COMMAND ${NAME})
    if(NOT ARG_LABELS)
        set(ARG_LABELS fast)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    set_tests_properties(${NAME} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${ARG_ENVIRONMENT}")
endfunction()
