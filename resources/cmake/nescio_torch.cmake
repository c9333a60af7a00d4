# Finds LibTorch, whichever kind `run` or the user pointed at, as one target: nescio_torch.
#
# A CUDA LibTorch's own package file asks for the CUDA compiler and the toolkit's headers. Nescio compiles no
# CUDA source of its own, so a plain tree (a Python torch folder, an unpacked LibTorch) is linked as it lies;
# the package file is read only for a distribution's LibTorch, which spreads over the system's folders.
# The headers of CUDA's run-time library are wanted all the same, by LibTorch's header of CUDA graphs: Python wheels
# bring them along. Without them Nescio builds, and launches every kernel of a step by itself.

set(NESCIO_TORCH_ROOT "" CACHE PATH "LibTorch as a plain tree, e.g. a Python torch folder; searched for when empty")
set(NESCIO_CUDA AUTO CACHE STRING "LibTorch's CUDA half: AUTO (linked where its libraries load), ON or OFF")
set_property(CACHE NESCIO_CUDA PROPERTY STRINGS AUTO ON OFF)

# The names of shared libraries that FILE needs and this machine lacks.
function(nescio_missing_libraries FILE OUTPUT)
    execute_process(COMMAND ldd ${FILE} OUTPUT_VARIABLE needed ERROR_QUIET)
    string(REGEX MATCHALL "[^\n\t ]+ => not found" missing "${needed}")
    string(REPLACE " => not found" "" missing "${missing}")
    list(REMOVE_DUPLICATES missing)
    string(REPLACE ";" ", " missing "${missing}")
    set(${OUTPUT} "${missing}" PARENT_SCOPE)
endfunction()

# Stops where a tree cannot be used at all, with the reason.
function(nescio_check_torch_tree ROOT)
    foreach(file include/torch/csrc/api/include/torch/torch.h lib/libtorch_cpu.so lib/libc10.so)
        if(NOT EXISTS ${ROOT}/${file})
            message(FATAL_ERROR "NESCIO_TORCH_ROOT: ${ROOT} is no LibTorch, it has no ${file}")
        endif()
    endforeach()
    # fmt, OpenCV and Qt are built with the C++11 strings; Python wheels before 2.6 are not.
    file(STRINGS ${ROOT}/lib/libc10.so strings LIMIT_COUNT 1 REGEX "__cxx11")
    if(NOT strings)
        message(FATAL_ERROR "LibTorch in ${ROOT} was built with the old C++ string ABI: take 2.7 or newer")
    endif()
    nescio_missing_libraries(${ROOT}/lib/libtorch_cpu.so missing)
    if(missing)
        message(FATAL_ERROR "LibTorch in ${ROOT} needs ${missing}, not found here (for a Python torch: its "
            "own dependencies, e.g. nvidia-cuda-runtime and nvidia-cuda-cupti, in the same environment)")
    endif()
endfunction()

# Whether to link the CUDA half. libtorch_cpu alone is complete for the CPU; libtorch_cuda drags in gigabytes
# (cuBLAS, cuDNN, NCCL, ...) without which the program would not start.
function(nescio_torch_backend ROOT OUTPUT)
    set(backend cpu)
    if(EXISTS ${ROOT}/lib/libtorch_cuda.so AND NOT NESCIO_CUDA STREQUAL "OFF")
        nescio_missing_libraries(${ROOT}/lib/libtorch_cuda.so missing)
        if(NOT missing)
            set(backend cuda)
        else()
            message(STATUS "LibTorch's CUDA half stays unused, not found here: ${missing}")
        endif()
    endif()
    if(NESCIO_CUDA STREQUAL "ON" AND NOT backend STREQUAL "cuda")
        message(FATAL_ERROR "NESCIO_CUDA=ON, but LibTorch in ${ROOT} cannot do CUDA here: "
            "no lib/libtorch_cuda.so, or libraries missing (${missing})")
    endif()
    set(${OUTPUT} ${backend} PARENT_SCOPE)
endfunction()

# Links to a tree's headers, all but fmt's: a wheel carries the headers of its own fmt, which would hide those
# of the fmt that Nescio links.
function(nescio_torch_headers ROOT OUTPUT)
    set(headers ${CMAKE_BINARY_DIR}/torch-headers)
    file(REMOVE_RECURSE ${headers})
    file(MAKE_DIRECTORY ${headers})
    file(GLOB entries RELATIVE ${ROOT}/include ${ROOT}/include/*)
    list(REMOVE_ITEM entries fmt)
    foreach(entry ${entries})
        file(CREATE_LINK ${ROOT}/include/${entry} ${headers}/${entry} SYMBOLIC)
    endforeach()
    set(${OUTPUT} ${headers} PARENT_SCOPE)
endfunction()

# The folder of CUDA's headers that go with a tree, or nothing.
function(nescio_cuda_headers ROOT OUTPUT)
    file(GLOB beside ${ROOT}/../nvidia/cu*/include)
    find_path(NESCIO_CUDA_RUNTIME_HEADERS cuda_runtime_api.h HINTS ${beside} ENV CUDA_HOME ENV CUDA_PATH
        PATHS /usr/local/cuda PATH_SUFFIXES include NO_CMAKE_FIND_ROOT_PATH)
    mark_as_advanced(NESCIO_CUDA_RUNTIME_HEADERS)
    set(found "")
    if(NESCIO_CUDA_RUNTIME_HEADERS AND EXISTS ${ROOT}/include/ATen/cuda/CUDAGraph.h)
        set(found ${NESCIO_CUDA_RUNTIME_HEADERS})
    else()
        message(STATUS "Steps on CUDA will not be recorded: no cuda_runtime_api.h was found")
    endif()
    set(${OUTPUT} "${found}" PARENT_SCOPE)
endfunction()

# The products of matrices that LibTorch itself uses, as a target: a wheel carries them (MKL) in a library of its
# own, a distribution's LibTorch takes the system's.
function(nescio_find_blas LIBRARIES)
    include(CheckCXXSourceCompiles)
    set(CMAKE_REQUIRED_LIBRARIES ${LIBRARIES})
    set(CMAKE_REQUIRED_LINK_OPTIONS -Wl,--allow-shlib-undefined)
    check_cxx_source_compiles("extern \"C\" void sgemm_(); int main() { sgemm_(); }" NESCIO_TORCH_HAS_BLAS)
    add_library(nescio_blas INTERFACE)
    if(NESCIO_TORCH_HAS_BLAS)
        target_link_libraries(nescio_blas INTERFACE nescio_torch)
    else()
        find_package(BLAS REQUIRED)
        target_link_libraries(nescio_blas INTERFACE BLAS::BLAS)
    endif()
endfunction()

function(nescio_torch_from_tree ROOT)
    nescio_check_torch_tree(${ROOT})
    nescio_torch_backend(${ROOT} backend)
    nescio_torch_headers(${ROOT} headers)
    # Not libtorch.so: it holds nothing and needs both halves.
    set(libraries ${ROOT}/lib/libtorch_cpu.so ${ROOT}/lib/libc10.so)
    if(backend STREQUAL "cuda")
        list(APPEND libraries ${ROOT}/lib/libtorch_cuda.so ${ROOT}/lib/libc10_cuda.so)
    endif()
    add_library(nescio_torch INTERFACE)
    target_include_directories(nescio_torch SYSTEM INTERFACE
        ${headers} ${headers}/torch/csrc/api/include)
    # The standard library first, and never left out: behind LibTorch's CUDA half the linker found it not needed, and
    # every program ended in “free(): invalid pointer” over a std::locale (LibTorch 2.11, GCC 13).
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=libstdc++.so.6
                    OUTPUT_VARIABLE standard_library OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT EXISTS "${standard_library}")
        set(standard_library "")
    endif()
    # --no-as-needed: nothing refers to libtorch_cuda by name; dropped, CUDA would silently be absent.
    # allow-shlib-undefined: what the wheel's libraries need lies where their own run path points, which the
    # linker does not follow; ldd above has checked that the loader finds it.
    target_link_libraries(nescio_torch INTERFACE -Wl,--no-as-needed ${standard_library} ${libraries}
                          -Wl,--as-needed)
    target_link_options(nescio_torch INTERFACE -Wl,-rpath,${ROOT}/lib -Wl,--allow-shlib-undefined)
    nescio_find_blas("${libraries}")
    set(NESCIO_TORCH_FOUND "${ROOT} (${backend})" PARENT_SCOPE)
    string(COMPARE EQUAL ${backend} cuda has_cuda)
    set(NESCIO_TORCH_HAS_CUDA ${has_cuda} PARENT_SCOPE)
    set(cuda_headers "")
    if(has_cuda)
        nescio_cuda_headers(${ROOT} cuda_headers)
    endif()
    set(NESCIO_CUDA_HEADERS "${cuda_headers}" PARENT_SCOPE)
endfunction()

function(nescio_torch_from_package)
    find_package(Torch REQUIRED)
    add_library(nescio_torch INTERFACE)
    target_link_libraries(nescio_torch INTERFACE ${TORCH_LIBRARIES})
    target_include_directories(nescio_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
    nescio_find_blas("${TORCH_LIBRARIES}")
    set(NESCIO_TORCH_FOUND "${Torch_DIR}" PARENT_SCOPE)
    set(NESCIO_CUDA_HEADERS "" PARENT_SCOPE)
    set(NESCIO_TORCH_HAS_CUDA OFF PARENT_SCOPE)
    if(TARGET torch_cuda)
        set(NESCIO_TORCH_HAS_CUDA ON PARENT_SCOPE)
    endif()
endfunction()

# The tree that TorchConfig.cmake belongs to (<tree>/share/cmake/Torch), or nothing where it belongs to none.
function(nescio_tree_of_package OUTPUT)
    find_path(package TorchConfig.cmake NO_CACHE HINTS ${Torch_DIR} $ENV{Torch_DIR}
        PATH_SUFFIXES Torch share/cmake/Torch lib/cmake/Torch)
    get_filename_component(tree "${package}/../../.." ABSOLUTE)
    if(NOT package OR NOT EXISTS ${tree}/lib/libtorch_cpu.so OR NOT EXISTS ${tree}/include/torch)
        set(tree "")
    endif()
    set(${OUTPUT} "${tree}" PARENT_SCOPE)
endfunction()

set(tree "${NESCIO_TORCH_ROOT}")
if(NOT tree)
    nescio_tree_of_package(tree)
endif()
if(tree)
    nescio_torch_from_tree(${tree})
else()
    nescio_torch_from_package()
endif()
unset(tree)
message(STATUS "LibTorch: ${NESCIO_TORCH_FOUND}")
