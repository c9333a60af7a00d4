#!/usr/bin/env bash
# No include points up. The link graph keeps a layer from the libraries that it must not know; this keeps it from
# the headers of the layers above, which every target could read.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
status=0

# allow FOLDER PREFIX...: the project's headers that files below FOLDER may include.
allow() {
    local folder=$1 pattern
    shift
    pattern=$(printf '|%s' "$@")
    report "$folder may include ${*// /, } only" \
        "$(git grep -nE '^ *# *include "' -- "$folder" | grep -vE "include \"(${pattern#|})[/\"]" || true)"
}

# forbid WHAT PATTERN FOLDER...: headers of a library, wherever it is not wanted.
forbid() {
    local what=$1 pattern=$2
    shift 2
    report "$what" "$(git grep -nE "^ *# *include [<\"]($pattern)" -- "$@" || true)"
}

report() {
    [[ -n $2 ]] || return 0
    printf '%s:\n%s\n' "$1" "$2" | sed '2,$s/^/  /'
    status=1
}

allow core/values core/values
allow core/stats core/stats core/values
allow core/files core/files core/values
allow core/store core/store core/files core/values
allow core/math core/math core/values
allow datasets datasets core/values core/files core/store
allow core/nets core/nets core/math core/values
allow core/flows core/flows core/nets core/math core/values
allow core/density core/density core/flows core/nets core/math core/values
allow core/models core/models core/density core/flows core/nets core/math core/values core/store
allow core/train core/train core/models core/density core/math core/values core/store core/files
allow core/scores core/scores core/stats core/values
allow core/measures core/measures core/stats core/density core/nets core/math core/values datasets
allow core/analysis core/analysis core/scores core/stats core/measures core/train core/models core/density core/flows core/math \
    core/values core/store core/files datasets
allow core/views core/views core/analysis core/scores core/models core/density core/values core/store datasets
allow widgets widgets core/files core/values
allow app/cli app/cli core datasets
allow app/jobs app/jobs core widgets
allow app/session app/session app/jobs core datasets widgets
allow app/dialogs app/dialogs app/session app/jobs core datasets widgets
for page in $(git ls-files app/pages | sed -nE 's|^(app/pages/[^/]+)/.*|\1|p' | sort -u); do
    allow "$page" "$page" app/pages/common 'app/pages/page\.h' app/dialogs app/session app/jobs core datasets widgets
done
report "the window knows pages by app/pages/page.h and pages.h alone" \
    "$(git grep -nE '^ *# *include "app/pages/[^"]*/' -- app/window || true)"
report "nothing lies loose in app" "$(git ls-files app | grep -E '^app/[^/]*\.(cpp|h)$' | grep -v '^app/main.cpp$' || true)"
forbid "Qt is for widgets and app" 'Q[A-Zt]' core datasets app/cli
forbid "LibTorch is for the engine" 'torch/|ATen/|c10/|core/math/tensor\.h' core/values core/files core/store core/views datasets widgets app
forbid "HDF5 is called in core/store alone" 'hdf5|H5' core datasets widgets app ':!core/store'
forbid "muParser is for formulas" 'muParser' core datasets widgets app ':!core/scores/formula*'
forbid "OpenCV is for datasets and the fits of core/stats" 'opencv' core widgets app ':!core/stats/opencv'
forbid "libcurl is called in datasets/download alone" 'curl/|openssl/' core datasets widgets app ':!datasets/download'
forbid "Qt Charts is for widgets/plots/*.cpp" 'QtCharts|QChart' app core datasets 'widgets/*.h' ':!widgets/plots/*.cpp'
exit $status
