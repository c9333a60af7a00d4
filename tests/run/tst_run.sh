#!/usr/bin/env bash
# tst_run.sh SOURCE_FOLDER: ./run on machines that are made up by stand-ins for apt and dpkg. Everything is a
# dry run with a preset that is built nowhere, so nothing is installed, configured or built.
# shellcheck disable=SC2016,SC2317  # check() evaluates its conditions
set -uo pipefail
source=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
unset Torch_DIR CMAKE_PREFIX_PATH NESCIO_TORCH VIRTUAL_ENV

# machine INSTALLED KNOWN: packages that dpkg has, and those that apt could install.
machine() {
    set -- "${1//$'\n'/ }" "${2//$'\n'/ }"
    mkdir -p "$scratch/bin"
    cat >"$scratch/bin/dpkg-query" <<STUB
#!/bin/bash
for name in $1; do printf 'installed:%s ' "\$name"; done
STUB
    cat >"$scratch/bin/apt-cache" <<STUB
#!/bin/bash
case " $2 " in *" \$2 "*) echo "  Candidate: 1.13.1" ;; *) echo "  Candidate: (none)" ;; esac
STUB
    printf '#!/bin/bash\necho "apt-get was called" >&2; exit 9\n' >"$scratch/bin/apt-get"
    chmod +x "$scratch"/bin/*
}

# run ARGS: stdout and stderr of a dry run in $out, $err; exit status in $status.
run() {
    out=$(PATH="$scratch/bin:$PATH" "$source/run" --dry-run --cpu --preset built-nowhere "$@" 2>"$scratch/err")
    status=$?
    err=$(<"$scratch/err")
}

check() {
    if ! eval "$2"; then
        failures=$((failures + 1))
        printf 'FAIL: %s\n  status %s\n  stdout: %s\n  stderr: %s\n' "$1" "$status" "$out" "$err"
    fi
}

says() { [[ $err == *"$1"* ]]; }

all="g++ cmake ninja-build ccache pkg-config libhdf5-dev libarchive-dev zlib1g-dev libcli11-dev libfmt-dev
    nlohmann-json3-dev libxxhash-dev libopencv-dev libopenblas0-pthread libblas-dev libmuparser-dev libjpeg-dev libpng-dev libtiff-dev libwebp-dev
    libgif-dev libavif-dev libcurl4-openssl-dev libssl-dev qt6-base-dev fonts-liberation2 libtorch-dev"
debian="$all libharfbuzz-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev"
old_ubuntu="$all libharfbuzz-dev libqt6charts6-dev libqt6svg6-dev"

machine "" "$debian"
run
check "a bare Debian gets the packages of the window" 'says "qt6-charts-dev qt6-svg-dev libharfbuzz-dev fonts-liberation2"'
check "and its LibTorch" 'says "libtorch-dev"'
check "but not those of the tests" '! says xvfb'
check "a dry run installs nothing" '! says "apt-get was called" && ((status == 0))'
run test
check "the tests ask for more" 'says "python3-h5py poppler-utils xvfb"'
run test --label fast
check "--label reaches ctest" 'says "-L fast"'

machine "" "$old_ubuntu"
run
check "a release with other names gets those" 'says "libqt6charts6-dev libqt6svg6-dev"'
check "and no package that it does not have" '! says libqt6opengl6-dev'

machine "" "${debian/libtorch-dev/}"
run cli info
check "a release without LibTorch gets the wheel" 'says "torch==" && ! says "libtorch-dev "'
check "after its size is said" 'says "GB to download"'

machine "" ""
run cli info
check "without package lists the distribution gets the benefit of the doubt" '! says torch== && says libtorch-dev'

machine "$debian" "$debian"
run cli info
check "a complete machine installs nothing" '! says Installing'
check "the command line leaves stdout alone" '[[ -z $out ]]'
check "and builds itself only" 'says "--target nescio-cli"'
run cli report a.h5 --out a
check "what draws has its program built, too" 'says "--target nescio-draw" && says "--target nescio-cli"'
run --preset headless cli report a.h5 --out a
check "but for the headless preset" '! says "--target nescio-draw" && says "--target nescio-cli"'
NESCIO_TORCH=wheel run cli info
check "NESCIO_TORCH=wheel takes the wheel" 'says "torch=="'
Torch_DIR=/somewhere run cli info
check "Torch_DIR is taken as it is" '! says torch== && ! says "--no-install-recommends"'

run frobnicate
check "an unknown command is refused" '((status == 1)) && says frobnicate'
run --preset
check "an option without its value is refused" '((status == 1)) && says "needs a value"'

cat >"$scratch/log" <<'LOG'
1/4 Testing: tst_one
SKIP   : TestOne::first(row) no data
SKIP   : TestOne::second() no data
Totals: 5 passed, 0 failed, 2 skipped, 0 blacklisted, 1ms
Test Passed.
2/4 Testing: tst_two
Totals: 3 passed, 1 failed, 0 skipped, 0 blacklisted, 1ms
Test Failed.
3/4 Testing: tst_crashed
Test Failed.
4/4 Testing: tst_script
Test Passed.
LOG
out=$(bash -c 'source "$1/resources/run/test_summary.sh"; test_summary "$2"' - "$source" "$scratch/log")
check "the summary counts functions, and a crash as one" '[[ $out == *"9 passed, 2 failed, 2 skipped" ]]'
check "and says why something was skipped" '[[ $out == "skipped, no data: TestOne::first, TestOne::second"* ]]'

((failures == 0)) && echo "all checks passed"
exit $((failures > 0))
