#!/usr/bin/env bash
# Every source file is as .clang-format has it. Versions of clang-format disagree, so it is always 14.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format-14 --dry-run --Werror --ferror-limit=1
