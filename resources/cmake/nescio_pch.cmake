# The headers that take longest to read, read once: LibTorch's for the engine, Qt's for the window. A target
# shares the copy with target_precompile_headers(<target> REUSE_FROM <name>); what it may include is still decided
# by what it links. The compiler refuses a copy made under macros that the target lacks, so NAME links the least.
function(nescio_pch NAME)
    cmake_parse_arguments(ARG "" "" "LIBRARIES;HEADERS" ${ARGN})
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${NAME}.cpp CONTENT "// Nothing but the precompiled headers.\n")
    add_library(${NAME} OBJECT ${CMAKE_BINARY_DIR}/${NAME}.cpp)
    nescio_target(${NAME})
    target_link_libraries(${NAME} PRIVATE ${ARG_LIBRARIES})
    target_precompile_headers(${NAME} PRIVATE ${ARG_HEADERS})
endfunction()
