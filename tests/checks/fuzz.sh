#!/usr/bin/env bash
# Every reader of what others wrote, fed with spoiled files for some seconds (NESCIO_FUZZ_SECONDS, 20) under the address
# and undefined-behaviour sanitizers. Begins with good files and with those that once failed (tests/fuzz/corpus).
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
seconds=${NESCIO_FUZZ_SECONDS:-20}
build=build/fuzz
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz

export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
"$build/bin/fuzz_seeds" "$build/seeds"
libraries='lib(hdf5|tiff|webp|avif|aom|dav1d|jxl|opencv|jpeg|png|gif|archive)[a-z0-9_]*'
failed=()
for program in "$build"/bin/fuzz_*; do
    name=${program##*/fuzz_}
    [[ $name != seeds && (-z ${1:-} || $name == "$1") ]] || continue
    mkdir -p "$build/found/$name" "$build/seeds/$name"
    corpus=("$build/found/$name" "$build/seeds/$name")
    [[ ! -d tests/fuzz/corpus/$name ]] || corpus+=("tests/fuzz/corpus/$name")
    log=$build/$name.log
    if "$program" -seed=1 -max_total_time="$seconds" -timeout=60 -rss_limit_mb=4096 -max_len=16384 -print_final_stats=1 \
        -artifact_prefix="$build/failed-$name-" "${corpus[@]}" >"$log" 2>&1; then
        printf '%-16s %9s tries, %6s places reached\n' "$name" \
            "$(sed -n 's/stat::number_of_executed_units: *//p' "$log")" \
            "$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$log" | tail -1)"
    elif grep -m 12 -E '^ +#[0-9]+ 0x' "$log" | grep -qE "$libraries"; then
        # A fault inside a library, which its own tools have, too: told, as it is not ours to mend.
        printf '%-16s ended in %s (%s)\n' "$name" \
            "$(grep -m 12 -E '^ +#[0-9]+ 0x' "$log" | grep -oE -m 1 "$libraries")" "$log"
    else
        failed+=("$name")
        tail -40 "$log"
    fi
done
[[ ${#failed[@]} == 0 ]] || {
    echo "Failed: ${failed[*]}; the inputs are $build/failed-*"
    exit 1
}
