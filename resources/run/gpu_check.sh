# `./run gpu-check`: what only a card can tell, asked in a few minutes on a machine that has one, Python's torch, CMake
# and ninja, but no network.
#   ./run gpu-check --pack [--data FOLDER]...  here: fills .carry/ (gpu_pack.sh)
#   ./run gpu-check                            there, .carry/ brought along; answers under $OUT as they come
#   ./run gpu-check --part NAME                one part again
#   ./run gpu-check --device cpu ...           a rehearsal without a card
# Every part has a time of its own, and goes on where another failed; NESCIO_CHECK_SECONDS (330) is the time of all.
# shellcheck shell=bash disable=SC2034,SC2154  # variables are shared with `run` and its other parts

run_gpu_check() {
    gpu_device=cuda
    local part=""
    while (($#)); do
        case $1 in
            --pack) shift; pack_carry "$@"; return ;;
            --device) need_value "$@"; gpu_device=$2; shift 2 ;;
            --part) need_value "$@"; part=$2; shift 2 ;;
            *) fail "gpu-check takes --pack, --device or --part, not $1." ;;
        esac
    done
    build="$root/build/gpu-check"
    results=${OUT:-$build/results}
    answers="$build/answers"
    find_python_torch || fail "gpu-check needs a Python with a CUDA torch of at least 2.4."
    [[ $gpu_device == cpu ]] || card_answers || fail "No card answers; --device cpu rehearses without one."
    mkdir -p "$results" "$answers"
    export PYTHONUNBUFFERED=1
    pin_thread_pools
    if [[ -n $part ]]; then "gpu_part_$part"; else check_gpu; fi
}

# Slower than driver_answers, and surer.
card_answers() {
    driver_answers || "$torch_python" -c "import sys, torch; sys.exit(not torch.cuda.is_available())"
}

check_gpu() {
    local deadline=$((SECONDS + ${NESCIO_CHECK_SECONDS:-330})) outcomes=() failures=0
    rm -f "$answers"/*
    { machine_facts || true; } 2>&1 | tee "$results/log.txt" >&2
    #         most, and what to leave for the parts behind
    gpu_part build 150 120
    gpu_part device 90 110
    gpu_part memory 30 100
    gpu_part agree 60 90
    gpu_part speed 110 60
    gpu_part glow 150 0
    ((deadline - SECONDS < 60)) || gpu_part compile 150 0
    {
        printf '\n== Parts\n'
        printf '%s\n' "${outcomes[@]}"
        tell_answers || true
    } 2>&1 | tee "$results/summary.txt" >&2
    say "Answers are in $results"
    ((failures == 0))
}

# gpu_part NAME SECONDS LEAVE: a process of its own, ended after SECONDS, or earlier where LEAVE asks for the rest.
gpu_part() {
    local name=$1 most=$2 left=$((deadline - SECONDS - $3)) start=$SECONDS status=0 outcome=passed
    ((most < left)) || most=$left
    if ((most < 10)); then
        outcomes+=("$(printf '%-8s skipped, no time was left' "$name")")
        failures=$((failures + 1))
        return
    fi
    say "== $name, $most s at most"
    GPU_PART_SECONDS=$most timeout --kill-after=5 "$most" bash "$root/run" gpu-check --device "$gpu_device" \
        --part "$name" 2>&1 | tee -a "$results/log.txt" >&2 || status=$?
    [[ $status != 124 ]] || outcome="out of time"
    [[ $status == 0 || $status == 124 ]] || outcome="failed with $status"
    [[ $status == 0 ]] || failures=$((failures + 1))
    outcomes+=("$(printf '%-8s %-16s %4d s' "$name" "$outcome" $((SECONDS - start)))")
    tell_answers >/dev/null 2>&1 || true
}

# Gathers what there is in one file and tells the gist of it.
tell_answers() { "$torch_python" "$root/tests/device/answers.py" tell "$answers" --out "$results/answers.json"; }

machine_facts() {
    date -u +%FT%TZ
    nvidia-smi --query-gpu=name,driver_version,memory.total,clocks.max.sm --format=csv,noheader
    "$torch_python" -c "import torch; print('torch', torch.__version__, 'cuDNN', torch.backends.cudnn.version())"
    echo "$(nproc) cores, $(grep -m 1 'model name' /proc/cpuinfo | sed 's/.*: //')"
    c++ --version | sed -n 1p
    cmake --version | sed -n 1p
}

# Old-style run paths also serve what the carried libraries load in turn. Small units: there are cores to spare.
gpu_part_build() {
    local cuda=ON
    [[ $gpu_device != cpu ]] || cuda=AUTO
    cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DNESCIO_GUI=OFF -DNESCIO_TESTS=OFF \
        -DNESCIO_IMAGE_CODECS=OFF "-DNESCIO_TORCH_ROOT=$torch_root" "-DNESCIO_CUDA=$cuda" \
        "-DCMAKE_PREFIX_PATH=$carry/usr" \
        "-DHDF5_ROOT=$carry/usr" "-DCMAKE_BUILD_RPATH=$carry/lib" -DCMAKE_UNITY_BUILD_BATCH_SIZE=3 \
        -DCMAKE_EXE_LINKER_FLAGS=-Wl,--disable-new-dtags
    cmake --build "$build" --parallel "$(compiler_jobs)" \
        --target nescio_device_check nescio-cli nescio_bench -- -k 0
}

gpu_part_device() { device_check models bijections; }

# By itself: what this does to a card may outlast it.
gpu_part_memory() { device_check memory; }

device_check() {
    "$build/bin/nescio_device_check" "$@" --device "$gpu_device" --threads 2 >"$answers/device-$1.json"
}

# Real images where they were brought along; sets that are built in elsewhere.
gpu_sets() {
    train=synthetic/garments in=synthetic/garments-test ood=synthetic/strokes-test
    [[ -d $carry/data/fashion-mnist && -d $carry/data/mnist ]] || return 0
    export NESCIO_DATA="$carry/data"
    train=$(compgen -G "$carry/data/fashion-mnist/train*-images-idx3-ubyte*" | sed -n 1p)
    in=fashion-mnist/t10k
    ood=mnist/t10k
}

# answer NAME COMMAND...: keeps the JSON that a command prints.
answer() {
    local name=$1
    shift
    "$@" >"$answers/$name.json"
}

# The same weights score the same images alike on both devices.
gpu_part_agree() {
    local train in ood device cli="$build/bin/nescio-cli" run="$build/agree.h5" steps=300 images=1000
    [[ $gpu_device != cpu ]] || { steps=10; images=100; }
    gpu_sets
    answer agree-train "$cli" train --model glow --preset quick --set "steps=$steps" --train "$train" --seed 1 \
        --device "$gpu_device" --force --out "$run" --json
    for device in "$gpu_device" cpu; do
        answer "agree-score-$device" "$cli" score "$run" --device "$device" --limit "$images" --data "$in" \
            --data "$ood" --json
        "$cli" export "$run" --what scores --force --out "$build/agree-$device.csv"
        [[ $gpu_device != cpu ]] || break
    done
    answer agree "$torch_python" "$root/tests/device/answers.py" agree "$build/agree-$gpu_device.csv" \
        "$build/agree-cpu.csv"
}

# compare NAME SHAPE ROUNDS OPTION...: beside eager PyTorch, in turns.
compare() {
    local name=$1 shape=$2 rounds=$3
    shift 3
    [[ $gpu_device != cpu ]] || { shape="1 8 2 2 8 4"; rounds=1; }
    say "$name: $shape"
    "$torch_python" "$root/tests/bench/compare.py" --ours "$build/bin/nescio_bench" --device "$gpu_device" \
        --python "$torch_python" --peer "$carry/eager_glow.py" --shape "$shape" --rounds "$rounds" \
        --repeats 15 --out "$answers/speed-$name.json" "$@"
}

# The first three say how fast; the others why: how much of a step is launching, rounding and the layout of memory.
gpu_part_speed() {
    local status=0 shape name
    local -A shapes=([A]="1 28 2 8 64 64" [B]="1 28 2 16 200 32" [C]="3 32 3 8 400 32")
    for name in B A C; do compare "$name" "${shapes[$name]}" 2 || status=1; done
    for name in B A C; do
        compare "$name-no-graphs" "${shapes[$name]}" 1 --ours-option=--no-graphs --peer none || status=1
    done
    compare B-1024 "1 28 2 16 200 1024" 1 || status=1
    compare A-1024 "1 28 2 8 64 1024" 1 || status=1
    for name in B A C; do
        compare "$name-pytorch-defaults" "${shapes[$name]}" 1 --ours-option=--pytorch-defaults --peer none || status=1
    done
    compare B-channels-last "${shapes[B]}" 1 --peer-option=--channels-last || status=1
    return $status
}

gpu_part_compile() { compare B-compile "1 28 2 16 200 32" 1 --peer-option=--compile; }

# As many steps as fit, by the speed that the smaller one had; what is stopped all the same is kept.
gpu_part_glow() {
    local train in ood steps status=0 cli="$build/bin/nescio-cli" run="$results/glow.h5"
    local seconds=$((${GPU_PART_SECONDS:-120} - 25))
    gpu_sets
    steps=$("$torch_python" "$root/tests/device/answers.py" steps "$answers/agree-train.json" \
        --seconds "$seconds" --batch 64)
    timeout --signal=INT "$seconds" "$cli" train --model glow --preset small --set "steps=$steps" \
        --train "$train" --seed 1 --device "$gpu_device" --force --out "$run" --json \
        >"$answers/glow-train.json" || status=$?
    [[ $status == 0 || $status == 124 ]] || return $status
    answer glow-score "$cli" score "$run" --device "$gpu_device" --data "$in" --data "$ood" --json
    answer glow-roc "$cli" roc "$run" --in "$in" --ood "$ood" --score likelihood --json
}
