#!/usr/bin/env python3
"""Speed of our Glow beside PyTorch ones: the same shapes, threads, device and machine, in turns.

Each round runs ours, then every peer, so that a machine that slows down slows all of them; what is quoted is
the median over rounds of the ratio, within a round, to the peer that is fastest in the median. Without a peer,
ours alone. Speeds are given as GFLOP/s, too, and as a share of what products of matrices (SGEMM) reach on as
many threads in the same round. Called by ./run bench.
"""
import argparse
import contextlib
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
SHAPES = ("1 28 2 8 64 64", "1 28 2 16 200 32", "3 32 3 8 400 32")
MODELS = {  # beside eager_models.py, which has the same networks
    "pixelcnn": "--model=pixelcnn --side=28 --layers=5 --hidden=32 --batch=32",
    "vae": "--model=vae --side=28 --latents=32 --hidden=64 --batch=32",
    "vae, 1000 draws": "--model=vae --side=28 --latents=32 --hidden=64 --batch=8 --draws=1000",
}
MEASURES = ("train", "score")


def parse_arguments():
    p = argparse.ArgumentParser(prog="./run bench", description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--ours", help=argparse.SUPPRESS)
    p.add_argument("--python", default=sys.executable, help=argparse.SUPPRESS)
    p.add_argument("--peer", type=pathlib.Path, default=DEFAULT_PEER, help="the eager PyTorch script")
    p.add_argument("--shape", action="append", help=f"'{' '.join(FIELDS)}' (default: {', '.join(SHAPES)})")
    p.add_argument("--model", action="append", choices=MODELS, default=[], help="another model than Glow")
    p.add_argument("--rounds", type=int, default=5, help="of ours and the peer in turns")
    p.add_argument("--repeats", type=int, default=7, help="steps per round; their median counts")
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    p.add_argument("--peers", metavar="PYTHON", help=argparse.SUPPRESS)  # ./run puts the Python of --peers here
    p.add_argument("--no-compile", action="store_true", help="of --peers, leave out the one that compiles for minutes")
    p.add_argument("--beside", type=int, default=0, metavar="N", help="processes that keep a core each busy meanwhile")
    p.add_argument("--against", type=pathlib.Path, metavar="FILE", help="say what got worse by a tenth since that result")
    p.add_argument("--history", action="store_true", help="show the results kept so far, and measure nothing")
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
    if probe.returncode and not args.peers:
        return f"{args.python} cannot import torch: {(probe.stderr.strip().splitlines() or ['it says nothing'])[-1]}"
    return ""


def cases_of(args):
    """What is measured: a label, the options that say it, the peers' script and the work of an image."""
    shapes = args.shape or ([] if args.model else SHAPES)
    cases = [{"label": shape, "options": [f"--{name}={value}" for name, value in zip(FIELDS, shape.split(), strict=True)],
              "script": args.peer, "gflop": gflop_per_image(shape)} for shape in shapes]
    return cases + [{"label": model, "options": MODELS[model].split(), "script": HERE / "eager_models.py", "gflop": None}
                    for model in args.model]


def peers_of(args, case):
    """Name -> command of each peer; none where none can run."""
    if why_no_peer(args):
        return {}
    found = {"eager": [args.python, case["script"], *args.peer_option]}
    if args.peers:
        found["eager, wheel"] = [args.peers, case["script"]]
        found["channels last, wheel"] = [args.peers, case["script"], "--channels-last"]
        if case["script"] == args.peer and not args.no_compile:
            found["compiled, wheel"] = [args.peers, case["script"], "--compile"]
    return found


@contextlib.contextmanager
def busy_processes(count):
    """Other programs that want a core each, as long as it lasts."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def measure_case(args, case):
    peers = peers_of(args, case)
    options = [*case["options"], f"--repeats={args.repeats}", f"--threads={args.threads}"]
    options += [f"--device={args.device}"] if args.device != "cpu" else []
    runs = {"ours": []} | {name: [] for name in peers}
    with busy_processes(args.beside):
        for _ in range(args.rounds):
            runs["ours"].append(run_json([args.ours, *options, *args.ours_option]))
            for name, command in peers.items():
                runs[name].append(run_json([*command, *options]))
    return summary(case, runs)


def gflop_per_image(shape):
    """Multiplications and additions of the convolutions alone, of one image forward."""
    channels, side, levels, steps, hidden, _ = map(int, shape.split())
    total = 0
    for _ in range(levels):
        channels, side = 4 * channels, side // 2
        read, written = channels // 2, 2 * (channels - channels // 2)
        total += steps * side * side * (channels ** 2 + 9 * read * hidden + hidden ** 2 + 9 * hidden * written)
        channels //= 2
    return 2 * total / 1e9


def medians(runs, key):
    values = [run[key] for run in runs]
    return {"median": round(statistics.median(values), 3), "rounds": [round(value, 3) for value in values]}


def summary(case, runs):
    ours = runs["ours"]
    result = {"shape": case["label"], "options": case["options"], "parameters": ours[0]["parameters"],
              "speeds": {}, "ratio": {}}
    if case["gflop"]:
        result["gflop_per_image"] = {"score": case["gflop"], "train": 3 * case["gflop"]}
    for name, own in runs.items():
        result["speeds"][name] = {"torch": own[0]["torch"], "peak_mib_training": own[0]["peak_mib_training"]} | {
            measure: medians(own, f"{measure}_images_per_s") for measure in MEASURES}
    for key in ("train_launching_share", "score_launching_share", "noise_ms", "sgemm_gflops", "drawing_speed_up"):
        if ours[0].get(key) is not None:
            result[f"ours_{key}"] = round(statistics.median(run[key] for run in ours), 3)
    for key in ("train_recorded", "score_recorded", "why_plain", "new_instructions"):
        result[f"ours_{key}"] = ours[0].get(key)
    for measure in MEASURES if len(runs) > 1 else ():
        key = f"{measure}_images_per_s"
        fastest = max((name for name in runs if name != "ours"),
                      key=lambda name: result["speeds"][name][measure]["median"])
        ratios = [a[key] / b[key] for a, b in zip(ours, runs[fastest])]
        result["ratio"][measure] = {"to": fastest, "median": round(statistics.median(ratios), 3),
                                    "rounds": [round(ratio, 3) for ratio in ratios]}
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


def share_of_sgemm(result, measure):
    """What part of SGEMM's speed the convolutions reach, or None where that was not measured."""
    sgemm = result.get("ours_sgemm_gflops")
    gflops = speed_in_gflops(result, measure)
    return gflops / sgemm if sgemm and gflops else None


def speed_in_gflops(result, measure):
    work = result.get("gflop_per_image")
    return result["speeds"]["ours"][measure]["median"] * work[measure] if work else None


def print_table(report):
    print(f"{'shape':<20}{'':<7}{'images/s':>10}{'GFLOP/s':>10}{'of SGEMM':>10}{'ratio':>8}  to the fastest peer")
    for result in report["results"]:
        shape = result["shape"]
        for measure in MEASURES:
            speed = result["speeds"]["ours"][measure]["median"]
            share, gflops = share_of_sgemm(result, measure), speed_in_gflops(result, measure)
            ratio = result["ratio"].get(measure)
            print(f"{shape:<20}{measure:<7}{speed:>10.1f}{'-' if gflops is None else format(gflops, '.1f'):>10}"
                  f"{'-' if share is None else format(share, '.0%'):>10}"
                  + (f"{ratio['median']:>8.2f}  {ratio['to']}" if ratio else f"{'-':>8}"))
            shape = ""
        memory = [f"{name} {own['peak_mib_training']}" for name, own in result["speeds"].items()
                  if own["peak_mib_training"]]
        print(f"{'':<20}peak MiB in training: {', '.join(memory)}" if memory else "")
    beside = f", beside {report['beside']} busy process(es)" if report["beside"] else ""
    print(f"medians of {report['rounds']} rounds; shape: {' '.join(FIELDS)}; {report['device']}, "
          f"{report['threads']} threads{beside}")


def what_got_worse(report, before):
    """Lines for what lost a tenth, by ratios where the same peer ran, else by the share of SGEMM's speed."""
    olds = {result["shape"]: result for result in before["results"]}
    lines = []
    for result in report["results"]:
        old = olds.get(result["shape"])
        for measure in MEASURES if old else ():
            now, then, of = share_of_sgemm(result, measure), share_of_sgemm(old, measure), "share of SGEMM"
            ratios = [r["ratio"].get(measure) for r in (result, old)]
            if all(ratios) and ratios[0]["to"] == ratios[1]["to"]:
                now, then, of = ratios[0]["median"], ratios[1]["median"], "ratio to " + ratios[0]["to"]
            if now and then and now < 0.9 * then:
                lines.append(f"{result['shape']} {measure}: {of} {then:.2f} -> {now:.2f}")
    return lines


def print_history():
    """Every result kept since ratios go by the fastest peer, a bar a shape and measure."""
    for path in sorted((HERE / "results").glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        rows = [(result["shape"], measure, result["ratio"].get(measure))
                for result in report.get("results", []) if "speeds" in result for measure in MEASURES]
        if rows:
            print(f"{path.stem}: {report['device']}, {report['threads']} threads, beside {report['beside']}")
        for shape, measure, ratio in rows:
            bar = "#" * round(10 * ratio["median"]) + f" {ratio['median']:.2f} x {ratio['to']}" if ratio else "-"
            print(f"  {shape:<18} {measure:<6} {bar}")


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
    if args.history:
        return print_history()
    skipped = why_no_peer(args)
    if skipped:
        print(f"peer skipped: {skipped}", file=sys.stderr)
    before = json.loads(args.against.read_text(encoding="utf-8")) if args.against else None
    date, machine = datetime.date.today().isoformat(), host(args)
    path = kept_in(args, date, machine) if args.out is not None else None
    report = {"date": date, "host": machine, "device": args.device, "threads": args.threads,
              "beside": args.beside, "rounds": args.rounds, "repeats": args.repeats,
              "options": {"ours": args.ours_option, "peer": args.peer_option},
              "peer": "skipped: " + skipped if skipped else args.peer.name,
              "results": [measure_case(args, case) for case in cases_of(args)]}
    print_table(report)
    if path:
        keep(report, path)
    worse = what_got_worse(report, before) if before else []
    print("\n".join(["worse by a tenth or more:", *worse]) if worse else "", end="\n" if worse else "")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
