#!/usr/bin/env python3
"""Speed of our Glow beside an eager PyTorch one: the same shapes, threads, device and machine, in turns.

Each round runs ours, then the peer (ours, peer, ours, peer, ...), so that a machine that slows down slows
both; what is quoted is the median over rounds of the ratio within a round. Without a peer, ours alone.
Called by ./run bench.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT_PEER = HERE.parents[2] / "shared/bench/eager_glow.py"
FIELDS = ("channels", "side", "levels", "steps", "hidden", "batch")
SHAPES = ("1 28 2 8 64 64", "3 32 3 8 400 32")
MEASURES = ("train", "score")


def parse_arguments():
    p = argparse.ArgumentParser(prog="./run bench", description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--ours", required=True, help=argparse.SUPPRESS)
    p.add_argument("--python", default=sys.executable, help=argparse.SUPPRESS)
    p.add_argument("--peer", type=pathlib.Path, default=DEFAULT_PEER, help="the eager PyTorch script")
    p.add_argument("--shape", action="append", help=f"'{' '.join(FIELDS)}' (default: {', '.join(SHAPES)})")
    p.add_argument("--rounds", type=int, default=5, help="of ours and the peer in turns")
    p.add_argument("--repeats", type=int, default=7, help="steps per round; their median counts")
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    p.add_argument("--ours-option", action="append", default=[], help="an option more for ours, e.g. "
                   "--ours-option=--pytorch-defaults")
    p.add_argument("--peer-option", action="append", default=[], help="and for the peer, e.g. "
                   "--peer-option=--channels-last")
    p.add_argument("--out", nargs="?", const="", metavar="FILE",
                   help="keep the result as JSON (default name: tests/bench/results/DATE-HOST.json)")
    p.add_argument("--force", action="store_true", help="replace the file of --out where it is there")
    return p.parse_args()


def run_json(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\nfailed with {done.returncode}:\n{done.stderr.strip()}")
    return json.loads(done.stdout)


def why_no_peer(args):
    """One sentence, or nothing when the peer can run."""
    if not args.peer.is_file():
        return f"no peer script at {os.path.relpath(args.peer)}"
    probe = subprocess.run([args.python, "-c", "import torch"], capture_output=True, text=True, check=False)
    if probe.returncode:
        return f"{args.python} cannot import torch: {(probe.stderr.strip().splitlines() or ['it says nothing'])[-1]}"
    return ""


def measure_shape(args, shape, with_peer):
    options = [f"--{name}={value}" for name, value in zip(FIELDS, shape.split(), strict=True)]
    options += [f"--repeats={args.repeats}", f"--threads={args.threads}", f"--device={args.device}"]
    ours, peer = [], []
    for _ in range(args.rounds):
        ours.append(run_json([args.ours, *options, *args.ours_option]))
        if with_peer:
            peer.append(run_json([args.python, args.peer, *options, *args.peer_option]))
    return summary(shape, ours, peer)


def summary(shape, ours, peer):
    result = {"shape": dict(zip(FIELDS, map(int, shape.split()))), "parameters": ours[0]["parameters"]}
    for name, runs in (("ours", ours), ("peer", peer)):
        for measure in MEASURES if runs else ():
            speeds = [run[f"{measure}_images_per_s"] for run in runs]
            result[f"{name}_{measure}_images_per_s"] = {
                "median": round(statistics.median(speeds), 1), "rounds": [round(s, 1) for s in speeds]}
        if runs:
            result[f"{name}_peak_mib_training"] = runs[0]["peak_mib_training"]
            result[f"{name}_torch"] = runs[0]["torch"]
    for key in ("train_launching_share", "score_launching_share", "noise_ms"):
        if ours[0].get(key) is not None:
            result[f"ours_{key}"] = round(statistics.median(run[key] for run in ours), 3)
    for key in ("train_recorded", "score_recorded", "why_plain"):
        if key in ours[0]:
            result[f"ours_{key}"] = ours[0][key]
    for measure in MEASURES if peer else ():
        key = f"{measure}_images_per_s"
        ratios = [a[key] / b[key] for a, b in zip(ours, peer)]
        result[f"ratio_{measure}"] = {
            "median": round(statistics.median(ratios), 3), "rounds": [round(r, 3) for r in ratios]}
    return result


def first_line_of(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return ""


def cpu_model():
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"model name\s*:\s*(.*)", text)
    return found[1].strip() if found else platform.machine()


def system():
    """Distribution and processor family; a kernel's build string tells a reader nothing."""
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError, AttributeError):
        name = platform.system()
    return f"{name}, {platform.machine()}"


def host(args):
    gpu = first_line_of(["nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader"])
    return {"cpu": cpu_model(), "cores": os.cpu_count(), "gpu": gpu if args.device == "cuda" else "",
            "system": system(), "compiler": first_line_of(["c++", "--version"]),
            "openblas_threads": os.environ.get("OPENBLAS_NUM_THREADS", "")}


def host_kind(facts):
    name = facts["gpu"].split(",")[0] or f"{facts['cores']}-core-{facts['cpu']}"
    name = re.sub(r"\((R|TM)\)|CPU|Processor|@.*", " ", name, flags=re.IGNORECASE)
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def print_table(report):
    head = f"{'shape':<20}{'':<8}{'ours':>10}{'peer':>10}{'ours/peer':>11}"
    print(head, "-" * len(head), sep="\n")
    for result in report["results"]:
        shape = " ".join(str(value) for value in result["shape"].values())
        for measure in MEASURES:
            key = f"{measure}_images_per_s"
            peer = result.get(f"peer_{key}", {}).get("median", "-")
            ratio = result.get(f"ratio_{measure}", {}).get("median", "-")
            print(f"{shape:<20}{measure:<8}{result[f'ours_{key}']['median']:>10}{peer:>10}{ratio:>11}")
            shape = ""
    print(f"images/s, medians of {report['rounds']} rounds; shape: {' '.join(FIELDS)}; "
          f"{report['device']}, {report['threads']} threads")


def kept_in(args, date, machine):
    """The file of --out; ends the program where it is there, before anything was measured."""
    path = pathlib.Path(args.out) if args.out else HERE / "results" / f"{date}-{host_kind(machine)}.json"
    if path.exists() and not args.force:
        sys.exit(f"--out {path}: expected a new file, found one; --force replaces it")
    return path


def keep(report, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)
    print(f"kept in {path}", file=sys.stderr)


def main():
    args = parse_arguments()
    skipped = why_no_peer(args)
    if skipped:
        print(f"peer skipped: {skipped}", file=sys.stderr)
    shapes = args.shape or SHAPES
    date, machine = datetime.date.today().isoformat(), host(args)
    path = kept_in(args, date, machine) if args.out is not None else None
    report = {"date": date, "host": machine, "device": args.device,
              "threads": args.threads, "rounds": args.rounds, "repeats": args.repeats,
              "options": {"ours": args.ours_option, "peer": args.peer_option},
              "peer": "skipped: " + skipped if skipped else args.peer.name,
              "results": [measure_shape(args, shape, not skipped) for shape in shapes]}
    print_table(report)
    if path:
        keep(report, path)


if __name__ == "__main__":
    main()
