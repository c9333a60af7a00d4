#!/usr/bin/env bash
# bare_root.sh debian-12|debian-13 [FOLDER]: the README's two commands on a bare machine. Makes a root with nothing
# but the distribution's base in it (debootstrap), puts the committed sources there, and runs ./run, its window on a
# virtual display, and ./run test. Takes root rights and some gigabytes below FOLDER (default: a temporary one, gone
# afterwards). A compiler cache in $BARE_CCACHE, if given, is shared with the root. Not part of CI.
set -euo pipefail
source=$(readlink -f "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..")

case ${1:-} in
    debian-12) suite=bookworm ;;
    debian-13) suite=trixie ;;
    *) echo "usage: $0 debian-12|debian-13 [FOLDER]" >&2; exit 2 ;;
esac
(($(id -u) == 0)) || { echo "debootstrap and chroot need root rights." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "Install debootstrap first." >&2; exit 1; }

folder=${2:-$(mktemp -d)}
root="$folder/$1"

release_mounts() {
    local place
    for place in proc sys dev/shm dev ccache; do
        ! mountpoint -q "$root/$place" || umount -l "$root/$place"
    done
}

keep=${2:-}
release_root() {
    release_mounts
    [[ -n $keep ]] || rm -rf --one-file-system "$root"
}
trap release_root EXIT

# Where this machine's own packages come from; empty for debootstrap's own choice.
mirror() {
    # shellcheck disable=SC2016  # apt expands it
    apt-get indextargets --format '$(SITE)' 2>/dev/null | grep -m 1 '/debian$' || true
}

make_root() {
    local mirror
    mirror=$(mirror)
    [[ -x $root/usr/bin/apt-get ]] || debootstrap --variant=minbase "$suite" "$root" ${mirror:+"$mirror"} >&2
    release_mounts  # of a run that was killed
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    mkdir -p "$root/nescio" "$root/ccache"
    mount -t proc proc "$root/proc"
    mount -t sysfs sysfs "$root/sys"
    mount --bind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
    [[ -z ${BARE_CCACHE:-} ]] || mount --bind "$BARE_CCACHE" "$root/ccache"
    git -C "$source" archive HEAD | tar -x -C "$root/nescio"
}

inside() {
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb CCACHE_DIR=/ccache \
        ${OPENBLAS_CORETYPE:+OPENBLAS_CORETYPE="$OPENBLAS_CORETYPE"} chroot "$root" bash -c "cd /nescio && $*"
}

# step NAME COMMAND: its outcome and time are what the last lines say.
report=()
step() {
    local start=$SECONDS outcome=passed
    echo "== $1: $2" >&2
    inside "$2" || outcome="FAILED ($?)"
    report+=("$1: $outcome after $(((SECONDS - start) / 60)) min $(((SECONDS - start) % 60)) s")
}

make_root
# A display for the first command; nothing else is installed that ./run does not install itself.
inside "apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends xvfb xauth" >&2
step "./run" "NESCIO_QUIT_WHEN_SHOWN=1 xvfb-run -a ./run"
step "./run test" "./run test"
printf '%s\n' "$1" "${report[@]}"
[[ ${report[*]} != *FAILED* ]]
