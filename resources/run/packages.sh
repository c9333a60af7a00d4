# What Nescio needs from the distribution, and how it gets there: Debian's and Ubuntu's apt.
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

# "a|b": whichever of the two names this release has. "a?": only where this release has it.
packages_engine="g++ cmake ninja-build ccache pkg-config libhdf5-dev libarchive-dev zlib1g-dev libcli11-dev
    libfmt-dev nlohmann-json3-dev libxxhash-dev libopencv-dev libopenblas0-pthread libblas-dev libmuparser-dev
    libjpeg-dev libpng-dev libtiff-dev libwebp-dev libgif-dev libavif-dev? libjxl-dev?
    libcurl4-openssl-dev libssl-dev"
packages_window="qt6-base-dev libqt6opengl6-dev? qt6-charts-dev|libqt6charts6-dev
    qt6-svg-dev|libqt6svg6-dev libharfbuzz-dev fonts-liberation2|fonts-liberation"
packages_tests="python3-h5py poppler-utils xvfb xauth xdotool"

# Whether the preset builds nothing that needs Qt.
without_qt() { [[ $preset == headless ]]; }

# needed_packages PURPOSE: window, test, cli or bench.
needed_packages() {
    local names=$packages_engine
    without_qt || names+=" $packages_window"
    case $1 in
        test) names+=" $packages_tests" ;;
        bench) names+=" python3" ;;
    esac
    [[ $torch_route != distribution ]] || names+=" libtorch-dev"
    [[ $torch_route != distribution || $1 != bench ]] || names+=" python3-torch"
    [[ $torch_route != distribution || $1 != test ]] || names+=" python3-torch?"
    [[ $torch_route != wheel ]] || names+=" python3-venv"
    echo "$names"
}

has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# missing_packages SPEC...: those of which no name is installed. One query for all of them: it takes 30 ms.
missing_packages() {
    local installed spec name found
    # shellcheck disable=SC2048,SC2086  # the names are words
    installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' ${*//[|?]/ } 2>/dev/null || true)"
    for spec in "$@"; do
        found=no
        for name in ${spec//[|?]/ }; do
            [[ $installed != *" installed:$name "* ]] || found=yes
        done
        [[ $found == yes || $spec != *\? || -n $(candidate "${spec%\?}") ]] || found=yes
        [[ $found == yes ]] || echo "$spec"
    done
}

# The version that apt would install; nothing where it knows none.
candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([^(].*\)/\1/p'; }

# The name of a spec that apt knows; the first one where it knows none, for apt to complain about.
known_name() {
    local name
    for name in ${1//[|?]/ }; do
        if [[ -n $(candidate "$name") ]]; then
            echo "$name"
            return
        fi
    done
    echo "${1%%[|?]*}"
}

as_root() {
    if [[ $(id -u) == 0 ]]; then
        change env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        change sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        fail "Packages are missing and there is no sudo; as root, run: $(quoted "$@")"
    fi
}

# apt's lists can be absent or old; refreshed once, and only where something has to be installed.
lists_refreshed=no
refresh_package_lists() {
    [[ $lists_refreshed == no ]] || return 0
    lists_refreshed=yes
    as_root apt-get update -q || say "apt-get update failed; going on with the package lists as they are."
}

ensure_packages() {
    local missing spec names=()
    if ! has_apt; then
        explain_unknown_distribution "$@"
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    refresh_package_lists
    mapfile -t missing < <(missing_packages "$@")  # fresh lists know more names
    for spec in "${missing[@]}"; do
        names+=("$(known_name "$spec")")
    done
    say "Installing ${#names[@]} packages: ${names[*]}"
    as_root apt-get install -y -q -o DPkg::Lock::Timeout=300 --no-install-recommends "${names[@]}"
}

explain_unknown_distribution() {
    [[ ! -e $build/build.ninja ]] || return 0
    say "This is not Debian or Ubuntu, so nothing can be installed here; Nescio needs what Debian calls" \
        "$(echo "$*" | sed 's/[|?][^ ]*//g; s/  */, /g') and LibTorch 1.13 or newer."
}
