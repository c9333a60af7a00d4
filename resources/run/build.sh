# Configures and builds a preset, doing only what is not done yet.
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

# What the configuration depends on. While it stays the same nothing is looked for a second time.
torch_key() {
    local card=none
    [[ ! -e /dev/nvidiactl && ! -e /dev/dxg ]] || card=nvidia
    echo "$cpu_only:$strict:$card:${NESCIO_TORCH:-}:${Torch_DIR:-}:${CMAKE_PREFIX_PATH:-}:${VIRTUAL_ENV:-}:$torch_version"
}

# build/PRESET/run-state holds the choice that the folder is configured for, one value a line.
recall_choice() {
    local state
    [[ -e $build/run-state && -e $build/build.ninja ]] || return 1
    mapfile -t state <"$build/run-state"
    [[ ${state[0]} == "$(torch_key)" && (-z ${state[2]} || -d ${state[2]}) ]] || return 1
    torch_route=${state[1]}
    torch_root=${state[2]}
    torch_python=${state[3]}
}

remember_choice() {
    [[ $dry_run == yes ]] ||
        printf '%s\n' "$(torch_key)" "$torch_route" "$torch_root" "$torch_python" >"$build/run-state"
}

# set_up PURPOSE TARGET: packages, LibTorch, configuration and build, for one of window, test, cli, bench.
set_up() {
    local configured=no
    [[ $dry_run == yes ]] || take_build_lock
    if recall_choice; then configured=yes; else choose_torch; fi
    # shellcheck disable=SC2046  # the names are words
    ensure_packages $(needed_packages "$1")
    install_wheel
    [[ $configured == yes ]] || configure
    build_target "$2"
    release_build_lock
}

# Neither apt nor ninja bears a second one beside it.
take_build_lock() {
    mkdir -p "$build"
    exec 9>"$build/run-lock"
    flock -n 9 || { say "Another ./run is at work here; waiting for it."; flock 9; }
}

# Also keeps the lock from living on in the program that is started next.
release_build_lock() { exec 9>&-; }

configure() {
    local arguments=("-DNESCIO_TORCH_ROOT=$torch_root" -DNESCIO_CUDA=AUTO)
    [[ $cpu_only == no ]] || arguments[1]=-DNESCIO_CUDA=OFF
    [[ $strict == no ]] || arguments+=(-DNESCIO_WARNINGS_AS_ERRORS=ON)
    # Another LibTorch leaves nothing of the last one's paths behind.
    [[ ! -e $build/CMakeCache.txt ]] || change rm -f "$build/CMakeCache.txt"
    change cmake -S "$root" --preset "$preset" "${arguments[@]}"
    remember_choice
}

# Compilers at once: a file that includes LibTorch takes about 1.5 GB.
compiler_jobs() {
    local cores memory_kib by_memory
    cores=$(nproc)
    memory_kib=$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)
    by_memory=$((memory_kib / 1572864 + 1))
    echo $((cores < by_memory ? cores : by_memory))
}

build_target() {
    export CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(compiler_jobs)}
    if [[ $dry_run == yes ]]; then
        change cmake --build "$build" --target "$1"
        return
    fi
    # Where there is nothing to do nothing is said.
    cmake --build "$build" --target "$1" 2>&1 |
        { grep --line-buffered -v -e '^ninja: no work to do' -e 'Re-checking globbed directories' >&2 || true; }
}
