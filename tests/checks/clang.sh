#!/usr/bin/env bash
# The headless half with another compiler, Clang, without a warning; and one file at a time, so that every file is
# known to include what it uses.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
./run --strict --preset clang cli --version
