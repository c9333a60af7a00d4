# One folder of the engine, one library: all *.cpp of this folder, linked to what it stands ON and nothing else.
#   nescio_layer(nescio_nets ON nescio_math TORCH)
# The folders are added from the bottom up, so a library that is not there yet is one that lies above: refused. TORCH
# shares the engine's precompiled header; that library's headers stay hidden from who links the layer.
function(nescio_layer NAME)
    cmake_parse_arguments(ARG "TORCH" "" "ON" ${ARGN})
    foreach(below ${ARG_ON})
        if(NOT TARGET ${below})
            message(FATAL_ERROR "${NAME} cannot stand on ${below}, which does not lie below it "
                "(the order is in core/CMakeLists.txt)")
        endif()
    endforeach()
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    add_library(${NAME} STATIC ${sources})
    nescio_target(${NAME})
    target_link_libraries(${NAME} PUBLIC ${ARG_ON})
    if(ARG_TORCH)
        target_link_libraries(${NAME} PRIVATE nescio_torch)
        target_precompile_headers(${NAME} REUSE_FROM nescio_torch_pch)
    endif()
    set_property(GLOBAL APPEND PROPERTY NESCIO_LAYERS ${NAME})
endfunction()

# For every layer a library of its whole contents and of what it says it stands on: a call that points up is an
# undefined symbol, and the build stops. Sanitizers leave symbols undefined on purpose.
function(nescio_link_layers_alone)
    if(NESCIO_SANITIZE)
        return()
    endif()
    get_property(layers GLOBAL PROPERTY NESCIO_LAYERS)
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/nothing.cpp CONTENT "// A library needs a source.\n")
    foreach(layer ${layers})
        add_library(${layer}_alone MODULE ${CMAKE_CURRENT_BINARY_DIR}/nothing.cpp)
        target_link_libraries(${layer}_alone PRIVATE -Wl,--no-undefined
            -Wl,--whole-archive $<TARGET_FILE:${layer}> -Wl,--no-whole-archive ${layer})
    endforeach()
endfunction()
