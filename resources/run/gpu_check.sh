# `./run gpu-check`: the headless half on a GPU machine that has Python's torch, CMake and ninja, but no network.
# What else it takes (headers and libraries of fmt, HDF5, ...) is packed on a machine that has it:
#   ./run gpu-check --pack [--data FOLDER]...   here: fills .carry/
#   ./run gpu-check                             there, .carry/ brought along; results under $OUT
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

carry="$root/.carry"
carry_packages=(libfmt-dev nlohmann-json3-dev libcli11-dev zlib1g-dev libhdf5-dev)

run_gpu_check() {
    if [[ ${1:-} == --pack ]]; then
        shift
        pack_carry "$@"
    else
        (($# == 0)) || fail "gpu-check takes no argument but --pack."
        check_gpu
    fi
}

pack_carry() {
    # shellcheck disable=SC2046  # the names are words
    ensure_packages $(needed_packages cli)
    [[ $dry_run == no ]] || { say "would fill $carry"; return; }
    rm -rf "$carry"
    mkdir -p "$carry/lib" "$carry/data"
    pack_headers
    pack_libraries
    while (($#)); do
        [[ $1 == --data ]] || fail "gpu-check --pack takes --data FOLDER."
        need_value "$@"
        cp -rL "$2" "$carry/data/"
        shift 2
    done
    cp "$root/../shared/bench/eager_glow.py" "$carry/" 2>/dev/null || true
    say "$carry is ready: $(du -sh "$carry" | cut -f1)"
}

# The files of the development packages and, for CMake's package files, the libraries by their full names.
carried_files() {
    local file
    dpkg -L "${carry_packages[@]}" | grep -E '^/usr/(include|lib|share)/' |
        grep -vE '\.(a|la|mod|settings)$|/(doc|man|lintian|openmpi)/' |
        while IFS= read -r file; do
            [[ -f $file ]] || continue
            echo "${file#/}"
            [[ $file != *.so ]] || readlink -f "$file" | sed 's#^/##; s#^lib/#usr/lib/#'
        done
}

# Links are followed: what they point to lies elsewhere on the other machine.
pack_headers() {
    carried_files | sort -u | tar -C / -ch --no-recursion -T - | tar -C "$carry" -x
    # Debian keeps its serial HDF5 where only its own compiler wrapper looks.
    local arch
    arch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
    cp -r "$carry/usr/include/hdf5/serial/." "$carry/usr/include/"
    cp "$carry/usr/lib/$arch/hdf5/serial/libhdf5.so" "$carry/usr/lib/"
    rm -rf "$carry/usr/lib/$arch/hdf5" "$carry/usr/include/hdf5" "$carry/usr/lib/$arch"/libhdf5*
}

# What those libraries load at run time, the C and C++ run-time libraries left to the other machine.
pack_libraries() {
    find "$carry/usr/lib" -name '*.so' -exec ldd {} + | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | sort -u |
        grep -vE '/(libc|libm|libresolv|libdl|librt|libpthread|libgcc_s|libstdc\+\+)\.so' |
        xargs -I{} cp -L {} "$carry/lib/"
    local library name
    while IFS= read -r library; do
        name=$(objdump -p "$library" | awk '$1 == "SONAME" { print $2 }')
        [[ -z $name ]] || cp -L "$library" "$carry/lib/$name"
    done < <(find "$carry/usr/lib" -name '*.so')
}

check_gpu() {
    build="$root/build/gpu-check"
    results=${OUT:-$build/results}
    find_python_torch || fail "gpu-check needs a Python with a CUDA torch of at least 2.4."
    mkdir -p "$results"
    build_headless
    local device devices=(cpu)
    if driver_answers; then devices+=(cuda); else say "No NVIDIA driver answers: the CPU half only."; fi
    for device in "${devices[@]}"; do
        check_device "$device"
    done
    say "Results are in $results"
}

# Old-style run paths also serve what the carried libraries load in turn.
build_headless() {
    change cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DNESCIO_GUI=OFF -DNESCIO_TESTS=OFF \
        -DNESCIO_IMAGE_CODECS=OFF "-DNESCIO_TORCH_ROOT=$torch_root" "-DCMAKE_PREFIX_PATH=$carry/usr" \
        "-DHDF5_ROOT=$carry/usr" "-DCMAKE_BUILD_RPATH=$carry/lib" -DCMAKE_EXE_LINKER_FLAGS=-Wl,--disable-new-dtags
    build_target nescio-cli
    build_target nescio_bench
}

# Trains, scores and measures on one device; each answer is a JSON file.
check_device() {
    local cli="$build/bin/nescio-cli" run="$build/$1.h5" train=synthetic/garments in=synthetic/garments-test \
        ood=synthetic/strokes-test
    if [[ -d $carry/data/fashion-mnist && -d $carry/data/mnist ]]; then
        export NESCIO_DATA="$carry/data"
        train=$(compgen -G "$carry/data/fashion-mnist/train*-images-idx3-ubyte*" | sed -n 1p)
        in=fashion-mnist/t10k
        ood=mnist/t10k
    fi
    pin_thread_pools
    say "On $1: training, scoring, measuring"
    to_file "train-$1" "$cli" train --model glow --preset quick --train "$train" --seed 1 --device "$1" --force \
        --out "$run" --json
    to_file "score-$1" "$cli" score "$run" --device "$1" --data "$in" --data "$ood" --json
    to_file "roc-$1" "$cli" roc "$run" --in "$in" --ood "$ood" --score likelihood --json
    change "$torch_python" "$root/tests/bench/compare.py" --ours "$build/bin/nescio_bench" --device "$1" \
        --python "$torch_python" --peer "$carry/eager_glow.py" --out "$results/bench-$1.json"
}

to_file() {
    local name=$1
    shift
    if [[ $dry_run == yes ]]; then
        change "$@"
    else
        "$@" >"$results/$name.json"
    fi
}
