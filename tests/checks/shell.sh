#!/usr/bin/env bash
# Every script passes shellcheck.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
git ls-files -z '*.sh' run .ci | xargs -0 shellcheck --external-sources
