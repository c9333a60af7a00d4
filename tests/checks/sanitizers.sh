#!/usr/bin/env bash
# What needs no LibTorch (values, data sets, run files, widgets) and its tests, under the address and
# undefined-behaviour sanitizers.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
# Fontconfig and Qt keep some memory to the end on purpose.
export ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
./run --strict --preset asan-plain test
