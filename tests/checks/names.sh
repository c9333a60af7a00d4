#!/usr/bin/env bash
# No two types in headers have one name. Each layer would compile, and the linker would take one destructor for both.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
twice=$(git grep --untracked -hE '^(struct|class|enum class) [A-Za-z0-9_]+' -- 'core/*.h' 'datasets/*.h' 'widgets/*.h' 'app/*.h' |
    grep -vE ';$|^[^:{]*::[^:]' | sed -E 's/^(struct|class|enum class) ([A-Za-z0-9_]+).*/\2/' | sort | uniq -d)
[[ -z $twice ]] && exit 0
for name in $twice; do
    echo "$name is the name of two types:"
    git grep --untracked -nE "^(struct|class|enum class) $name\b[^;]*$" -- 'core/*.h' 'datasets/*.h' 'widgets/*.h' 'app/*.h' | sed 's/^/  /'
done
exit 1
