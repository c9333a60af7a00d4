#!/usr/bin/env bash
# clang-tidy over everything that is compiled, in large units: it looks through the headers of each, LibTorch's half
# a minute long, so a file at a time would take half an hour.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
build=build/tidy
cmake --preset tidy >/dev/null
# Only what the units include is built: precompiled headers, and what moc makes of them.
mapfile -t needed < <(ninja -C "$build" -t targets all | grep -oE '^[a-z_-]+_(autogen|pch):' | tr -d :)
ninja -C "$build" "${needed[@]}"

mapfile -t units < <(python3 -c '
import json, sys
for entry in json.load(open(sys.argv[1])):
    if not any(word in entry["file"] for word in ("_pch", "mocs_compilation", ".rcc")): print(entry["file"])
' "$build/compile_commands.json")
((${#units[@]})) || { echo "No unit to look at in $build."; exit 1; }
# .clang-tidy makes every finding an error, which the exit status tells.
printf '%s\n' "${units[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy-16 -p "$build" --quiet \
    2> >(grep -v 'warnings generated' >&2)
