# The headers that take longest to read, read once: LibTorch's for the engine, Qt's for the window. A target
# that links nescio_torch_pch or nescio_qt_pch shares the copy; what it may include is decided by what it links.
# Sharing needs the compiler to see the same macros, so that definitions of single targets stay out of the
# headers below, and folders of Qt Test (one macro a folder) are undefined in nescio_test.cmake.
function(nescio_pch NAME)
    cmake_parse_arguments(ARG "" "" "LIBRARIES;HEADERS" ${ARGN})
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${NAME}.cpp CONTENT "// Nothing but the precompiled headers.\n")
    add_library(${NAME} OBJECT ${CMAKE_BINARY_DIR}/${NAME}.cpp)
    nescio_target(${NAME})
    target_link_libraries(${NAME} PRIVATE ${ARG_LIBRARIES})
    target_precompile_headers(${NAME} PRIVATE ${ARG_HEADERS})
endfunction()
