#!/usr/bin/env bash
# Everything builds without a warning and every test passes.
set -euo pipefail
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../run" --strict test
