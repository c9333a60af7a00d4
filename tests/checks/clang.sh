#!/usr/bin/env bash
# Everything but the tests with another compiler, Clang, without a warning; and one file at a time, so that none lives
# on the includes of those it is otherwise compiled with.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
cmake --preset clang >/dev/null
cmake --build --preset clang
