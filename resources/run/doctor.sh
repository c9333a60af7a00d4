# `./run doctor`: what this machine offers, one aligned line each; what holds Nescio back is marked with !.
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

line() { printf "  %-10s %s\n" "$1" "${*:2}"; }
warn() { printf "! %-10s %s\n" "$1" "${*:2}"; }

# version_of PKG_CONFIG_NAME PACKAGE...: from pkg-config, else from the distribution; nothing when absent.
version_of() {
    local version name
    if version=$(pkg-config --modversion "$1" 2>/dev/null); then
        echo "$version"
        return
    fi
    for name in "${@:2}"; do
        version=$(dpkg-query -W -f '${db:Status-Status} ${Version}' "$name" 2>/dev/null) || continue
        if [[ $version == installed\ * ]]; then
            version=${version#installed }
            echo "${version%%[+-]*}"
            return
        fi
    done
}

show_library() {
    local version
    version=$(version_of "${@:2}")
    if [[ -n $version ]]; then line "$1" "$version"; else warn "$1" "not found"; fi
}

show_tool() {
    local version
    if version=$("${@:2}" 2>/dev/null | sed -n 1p) && [[ -n $version ]]; then
        line "$1" "$version"
    else
        warn "$1" "not found"
    fi
}

# The value of a variable in the CMake cache of the preset, if that is configured.
cached() { sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt" 2>/dev/null || true; }

torch_include() {
    local folder
    folder=$(cached Torch_DIR)
    [[ -n $torch_root || -z $folder ]] || torch_root=$(realpath -m "$folder/../../..")
    for folder in "$torch_root/include" /usr/include; do
        [[ ! -e $folder/torch/csrc/api/include/torch/version.h ]] || { echo "$folder"; return; }
    done
}

# LibTorch moved the numbers to another header at 2.9.
torch_header_version() {
    cat "$1/torch/csrc/api/include/torch/version.h" "$1/torch/headeronly/version.h" 2>/dev/null |
        awk '/define TORCH_VERSION_(MAJOR|MINOR|PATCH) / { printf "%s%s", dot, $3; dot = "." }'
}

show_torch() {
    local include version
    include=$(torch_include)
    if [[ -z $include ]]; then
        warn LibTorch "not found; ./run gets it (route: $torch_route)"
        return
    fi
    version=$(torch_header_version "$include")
    case $torch_route in
        python | wheel) line LibTorch "$version, Python torch in $torch_root" ;;
        given) line LibTorch "$version, given by Torch_DIR or CMAKE_PREFIX_PATH: ${Torch_DIR:-$torch_root}" ;;
        *) line LibTorch "$version, the distribution's, in $include" ;;
    esac
}

show_blas() {
    if [[ $torch_route == wheel || $torch_route == python ]]; then
        line BLAS "LibTorch's own (MKL)"
        return
    fi
    local link library
    link=$(compgen -G "/usr/lib/*/libblas.so.3" | sed -n 1p) || true
    library=$(readlink -f "${link:-/nowhere}") || true
    case $library in
        "") warn BLAS "no libblas.so.3" ;;
        *openblas* | *mkl* | *blis* | *atlas*) line BLAS "$library" ;;
        *) warn BLAS "$library is the reference BLAS, 40 times slower: install libopenblas0-pthread, or choose" \
            "it with update-alternatives" ;;
    esac
}

cuda_half() { [[ -n $torch_root && -e $torch_root/lib/libtorch_cuda.so ]]; }

show_cuda() {
    if ! driver_answers; then
        line CUDA "no: no NVIDIA driver answers (nvidia-smi)"
    elif [[ $cpu_only == yes ]]; then
        line CUDA "no: declined with --cpu"
    elif ! cuda_half; then
        warn CUDA "no: the driver answers, but this LibTorch is for the CPU"
    elif ldd "$torch_root/lib/libtorch_cuda.so" | grep -q 'not found'; then
        warn CUDA "no: LibTorch's CUDA half lacks" \
            "$(ldd "$torch_root/lib/libtorch_cuda.so" | awk '/not found/ { printf "%s ", $1 }')"
    else
        line CUDA "yes: $(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader | sed -n 1p)"
    fi
}

# The same places as datasets/sources.cpp.
show_data() {
    local folders=() folder found=no
    IFS=: read -r -a folders <<<"${NESCIO_DATA:-}"
    folders+=("${XDG_DATA_HOME:-$HOME/.local/share}/nescio/data")
    for folder in "${folders[@]}"; do
        if [[ -d $folder ]]; then
            found=yes
            line data "$folder: $(find -L "$folder" -maxdepth 1 -mindepth 1 -type d -printf '%f ')"
        fi
    done
    [[ $found == yes ]] || line data "only the synthetic sets; NESCIO_DATA=FOLDER adds real ones"
}

show_build() {
    if [[ -e $build/build.ninja ]]; then
        line build "$build"
    else
        line build "nothing built yet for preset $preset"
    fi
}

run_doctor() {
    dry_run=yes  # look, do not fetch
    recall_choice || choose_torch
    show_torch
    show_blas
    show_cuda
    without_qt || show_library Qt Qt6Core qt6-base-dev
    without_qt || show_library "Qt Charts" Qt6Charts qt6-charts-dev libqt6charts6-dev
    show_library OpenCV opencv4 libopencv-dev
    show_library HDF5 hdf5 libhdf5-dev
    show_library matio matio libmatio-dev
    show_library libcurl libcurl libcurl4-openssl-dev
    line threads "$(nproc) cores, OpenBLAS ${OPENBLAS_NUM_THREADS:-1}, OpenMP ${OMP_NUM_THREADS:-all}"
    line memory "$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
    show_tool compiler "${CXX:-c++}" --version
    show_tool cmake cmake --version
    show_tool ninja ninja --version
    show_tool ccache ccache --version
    line display "${WAYLAND_DISPLAY:-${DISPLAY:-none: the window cannot open, ./run cli works}}"
    show_data
    show_build
}
