#!/usr/bin/env bash
# No source file is longer than 350 lines: beyond that it holds more than one idea.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
most=350
status=0
while IFS= read -r file; do
    lines=$(wc -l <"$file")
    if ((lines > most)); then
        echo "$file: $lines lines, of at most $most; split it by subject"
        status=1
    fi
done < <(git ls-files '*.cpp' '*.h' '*.cmake' '*CMakeLists.txt' '*.py' '*.sh' run .ci)
exit $status
