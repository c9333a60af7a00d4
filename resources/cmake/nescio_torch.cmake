# Finds LibTorch, whichever kind `run` or the user pointed at, as one target: nescio_torch.
#
# A CUDA LibTorch's own package file asks for the CUDA compiler and toolkit headers. Nescio compiles no CUDA
# source of its own, so where that package cannot be configured the libraries are taken as they lie.

function(nescio_torch_from_tree ROOT)
    # A Python wheel or an unpacked LibTorch: include/, lib/libtorch.so, and lib/libtorch_cuda.so with CUDA.
    find_library(TORCH_LIB torch PATHS ${ROOT}/lib NO_DEFAULT_PATH REQUIRED)
    find_library(TORCH_CPU_LIB torch_cpu PATHS ${ROOT}/lib NO_DEFAULT_PATH REQUIRED)
    find_library(C10_LIB c10 PATHS ${ROOT}/lib NO_DEFAULT_PATH REQUIRED)
    find_library(TORCH_CUDA_LIB torch_cuda PATHS ${ROOT}/lib NO_DEFAULT_PATH)
    find_library(C10_CUDA_LIB c10_cuda PATHS ${ROOT}/lib NO_DEFAULT_PATH)
    add_library(nescio_torch INTERFACE)
    target_include_directories(nescio_torch SYSTEM INTERFACE
        ${ROOT}/include ${ROOT}/include/torch/csrc/api/include)
    set(libraries ${TORCH_LIB} ${TORCH_CPU_LIB} ${C10_LIB})
    set(backend "cpu")
    if(TORCH_CUDA_LIB)
        list(APPEND libraries ${TORCH_CUDA_LIB} ${C10_CUDA_LIB})
        set(backend "cuda")
    endif()
    # --no-as-needed: nothing refers to libtorch_cuda by name; dropped, CUDA would silently be absent.
    target_link_libraries(nescio_torch INTERFACE -Wl,--no-as-needed ${libraries} -Wl,--as-needed)
    target_link_options(nescio_torch INTERFACE -Wl,-rpath,${ROOT}/lib)
    set(NESCIO_TORCH_FOUND "${ROOT} (${backend})" PARENT_SCOPE)
endfunction()

set(NESCIO_TORCH_ROOT "" CACHE PATH "LibTorch as a plain tree (a Python torch folder); found by CMake when empty")
if(NESCIO_TORCH_ROOT)
    nescio_torch_from_tree(${NESCIO_TORCH_ROOT})
else()
    find_package(Torch REQUIRED)
    add_library(nescio_torch INTERFACE)
    target_link_libraries(nescio_torch INTERFACE ${TORCH_LIBRARIES})
    target_include_directories(nescio_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
    set(NESCIO_TORCH_FOUND "${Torch_DIR}")
endif()
message(STATUS "LibTorch: ${NESCIO_TORCH_FOUND}")
