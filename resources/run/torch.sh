# Which LibTorch to build against. choose_torch sets
#   torch_route   given | python | wheel | distribution
#   torch_root    the tree to hand to CMake; empty where CMake finds the package itself
#   torch_python  a Python that imports the same LibTorch, for the speed comparison
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

torch_version=2.11.0
torch_venv="$root/.venv-torch"
torch_route=distribution
torch_root=""
torch_python=/usr/bin/python3
wheel_kind=cpu

# An NVIDIA card that can be used. The device node is looked at first: asking the driver can take a second.
driver_answers() {
    [[ -e /dev/nvidiactl || -e /dev/dxg ]] && command -v nvidia-smi >/dev/null &&
        timeout 20 nvidia-smi -L >/dev/null 2>&1
}

torch_is_given() {
    [[ -z ${Torch_DIR:-} ]] || return 0
    local folder folders=${CMAKE_PREFIX_PATH:-}
    for folder in ${folders//[:;]/ }; do
        ! compgen -G "$folder/Torch/TorchConfig.cmake" >/dev/null || return 0
        ! compgen -G "$folder/*/cmake/Torch/TorchConfig.cmake" >/dev/null || return 0
    done
    return 1
}

# The folder of a Python's CUDA torch of at least 2.4, without importing it: that takes seconds.
python_torch_root() {
    "$1" - 2>/dev/null <<'PYTHON'
import importlib.util, os, re, sys
spec = importlib.util.find_spec("torch")
root = os.path.dirname(spec.origin) if spec and spec.origin else sys.exit(1)
version = re.search(r"__version__ = '(\d+)\.(\d+)", open(os.path.join(root, "version.py")).read())
if tuple(map(int, version.groups())) < (2, 4) or not os.path.exists(os.path.join(root, "lib/libtorch_cuda.so")):
    sys.exit(1)
print(root)
PYTHON
}

find_python_torch() {
    local python
    for python in "${VIRTUAL_ENV:-/nowhere}/bin/python3" python3 /usr/bin/python3; do
        if command -v "$python" >/dev/null && torch_root=$(python_torch_root "$python"); then
            torch_python=$(command -v "$python")
            torch_route=python
            return 0
        fi
    done
    return 1
}

# has_wheel KIND: the CUDA one serves the CPU as well.
has_wheel() { [[ -e $torch_venv/complete-$1 || -e $torch_venv/complete-cuda ]]; }

# Says what a wheel costs and asks; true where it may be downloaded, or is there.
wheel_is_welcome() {
    ! has_wheel "$1" || return 0
    if [[ $1 == cuda ]]; then
        say "An NVIDIA card answers. LibTorch $torch_version for it is a Python wheel with CUDA's libraries:" \
            "2.7 GB to download, 4.6 GB on disk, in .venv-torch. ./run --cpu does without."
    else
        say "LibTorch $torch_version is a Python wheel: 0.6 GB to download, 1.2 GB on disk, in .venv-torch."
    fi
    [[ $dry_run == yes ]] || agreed "Download it?"
}

take_wheel() {
    torch_route=wheel
    wheel_kind=$1
    torch_python="$torch_venv/bin/python3"
    torch_root=$(wheel_root)
}

wheel_root() {
    local found
    found=$(compgen -G "$torch_venv/lib/python3*/site-packages/torch" | sed -n 1p) || true
    echo "${found:-$torch_venv/lib/python3/site-packages/torch}"
}

# The distribution's LibTorch, installed or to be had, and not older than 1.13.
distribution_has_torch() {
    has_apt || return 0
    local version
    version=$(candidate libtorch-dev)
    if [[ -z $version ]]; then
        refresh_package_lists
        version=$(candidate libtorch-dev)
        # A dry run on a machine without package lists cannot know; Debian and Ubuntu have it.
        [[ -n $version || $dry_run == no || -n $(candidate g++) ]] || return 0
    fi
    [[ -n $version ]] && dpkg --compare-versions "$version" ge 1.13
}

choose_torch() {
    if torch_is_given; then
        torch_route=given
    elif [[ ${NESCIO_TORCH:-} == wheel ]]; then
        local kind=cpu
        [[ $cpu_only == yes ]] || ! driver_answers || kind=cuda
        wheel_is_welcome $kind || fail "NESCIO_TORCH=wheel asks for the wheel."
        take_wheel $kind
    elif [[ $cpu_only == no ]] && driver_answers; then
        find_python_torch || { wheel_is_welcome cuda && take_wheel cuda; } || true
    fi
    if [[ $torch_route == distribution ]] && ! distribution_has_torch; then
        say "This distribution has no LibTorch 1.13 or newer."
        wheel_is_welcome cpu || fail "Without a LibTorch there is nothing to build; see Torch_DIR in ./run help."
        take_wheel cpu
    fi
}

# The newest PyTorch that ours is compared with, whole: Python imports it only with CUDA's libraries.
install_peers() {
    ! has_wheel cuda || return 0
    agreed "The peers are PyTorch $torch_version: 2.7 GB to download, 4.6 GB on disk. Download it?" ||
        fail "Without it there are no peers to compare with."
    change python3 -m venv "$torch_venv"
    change "$torch_venv/bin/python3" -m pip install "torch==$torch_version"
    change touch "$torch_venv/complete-cuda"
}

# Into an environment of its own, which no other Python program sees. Without a card only the two small
# CUDA libraries that the CPU half itself is linked to come along; Python cannot import such a torch.
install_wheel() {
    [[ $torch_route == wheel ]] && ! has_wheel "$wheel_kind" || return 0
    local what=("torch==$torch_version")
    if [[ $wheel_kind == cpu && $(uname -m) == x86_64 ]]; then
        what=(--no-deps "torch==$torch_version" nvidia-cuda-runtime==13.0.96 nvidia-cuda-cupti==13.0.85)
    fi
    change python3 -m venv "$torch_venv"
    change "$torch_venv/bin/python3" -m pip install "${what[@]}"
    change touch "$torch_venv/complete-$wheel_kind"
    torch_root=$(wheel_root)
}
