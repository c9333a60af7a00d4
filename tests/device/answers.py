#!/usr/bin/env python3
"""What ./run gpu-check found out: compares, reckons and tells. Called by resources/run/gpu_check.sh.

    answers.py tell FOLDER --out FILE      every JSON file of FOLDER in one, and the gist as text
    answers.py agree CSV CSV               bits/dim of the same images from two devices; fails beyond 1e-4
    answers.py steps TRAIN --seconds S     how many steps of a training fit, by the speed that another one had
"""
import argparse
import csv
import json
import math
import pathlib
import sys

MOST_BITS_PER_DIM = 1e-4  # both compute in float32, in another order
LONGEST_TRAINING = 10_000  # steps


def read_scores(path):
    with open(path, encoding="utf-8", newline="") as file:
        return {(row["set"], row["index"]): float(row["bits_per_dim"]) for row in csv.DictReader(file)}


def agree(args):
    first, second = read_scores(args.first), read_scores(args.second)
    if not first or first.keys() != second.keys():
        sys.exit("agree: expected the same images from both devices")
    gaps = [abs(first[key] - second[key]) for key in first]
    largest = max(gaps)
    ok = largest <= MOST_BITS_PER_DIM and all(map(math.isfinite, gaps))
    print(json.dumps({"ok": ok, "images": len(gaps), "largest_bits_per_dim": largest,
                      "mean_bits_per_dim": sum(gaps) / len(gaps), "at_most": MOST_BITS_PER_DIM}))
    return 0 if ok else 1


def steps(args):
    try:
        last = json.loads(args.train.read_text(encoding="utf-8"))["last"]
        fitting = int(0.8 * args.seconds * last["images_per_second"] / args.batch)
    except (OSError, ValueError, KeyError, TypeError):
        fitting = 2_000  # the other training gave no answer
    print(max(100, min(LONGEST_TRAINING, fitting)))
    return 0


def gather(folder):
    answers = {}
    for path in sorted(folder.glob("*.json")):
        if path.stem.startswith("device-"):
            continue
        try:
            answers[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            answers[path.stem] = None  # a part that was stopped while it wrote
    return answers


def findings(folder):
    """Line by line: a check that was stopped has written no end."""
    rows = []
    for path in sorted(folder.glob("device-*.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            line = line.rstrip(",")
            if line.startswith('{"of"') and line.endswith("}"):
                rows.append(json.loads(line))
    return rows


def tell_findings(rows):
    if not rows:
        return
    failed = [row for row in rows if not row["ok"]]
    print(f"\n== Device check: {len(rows)} questions, {len(failed)} failed")
    by_question = {}
    for row in rows:
        by_question.setdefault(row["what"], []).append(row)
    for what, asked in by_question.items():
        measured = [row["measured"] for row in asked if row.get("measured") is not None]
        largest = f"{max(measured):.1e} {asked[0].get('unit', '')}" if measured else "no answer"
        bad = sum(not row["ok"] for row in asked)
        print(f"{what:<48}{len(asked):>4} asked{bad:>4} failed  at most {largest}")
    for row in failed[:40]:
        said = row.get("error") or f"{row.get('measured')} above {row.get('at_most')} {row.get('unit', '')}"
        print(f"  FAILED {row['of']}: {row['what']}: {said[:300]}")


def tell_speed(answers):
    reports = {name[6:]: report for name, report in answers.items() if name.startswith("speed-") and report}
    if not reports:
        return
    print(f"\n== Speed, images/s\n{'':<22}{'':<7}{'ours':>10}{'peer':>10}{'ratio':>8}{'launching':>11}{'noise ms':>10}  graph")
    for name, report in reports.items():
        for result in report["results"]:
            for measure in ("train", "score"):
                ours = result["speeds"]["ours"][measure]["median"]
                found = result["ratio"].get(measure, {})
                peer = result["speeds"][found["to"]][measure]["median"] if found else "-"
                ratio = found.get("median", "-")
                share = result.get(f"ours_{measure}_launching_share")
                noise = result.get("ours_noise_ms")
                print(f"{name:<22}{measure:<7}{ours:>10}{peer:>10}{ratio:>8}"
                      f"{'-' if share is None else format(share, '.2f'):>11}"
                      f"{'-' if noise is None else format(noise, '.2f'):>10}"
                      f"  {'yes' if result.get(f'ours_{measure}_recorded') else 'no'}")
                name = ""
            if result.get("ours_why_plain"):
                print(f"  {result['ours_why_plain']}")


def tell_glow(answers):
    train, score, roc = (answers.get(f"glow-{part}") for part in ("train", "score", "roc"))
    if train and train.get("last"):
        last = train["last"]
        print(f"\n== Glow: {train['title']}, {train['state']} at step {train['step']} of {train['total_steps']}, "
              f"{last['elapsed_seconds']:.0f} s, {last['images_per_second']:.0f} images/s\n"
              f"training {last['bits_per_dim']:.4f}, held out {last['validation_bits_per_dim']} bits/dim")
    for one in (score or {}).get("sets", []):
        print(f"{one['title']}: {one['bits_per_dim']['mean']:.4f} bits/dim (± {one['bits_per_dim']['standard_error']:.4f}"
              f", n = {one['n']}), {1e6 * one['seconds_per_image']:.0f} µs an image")
    if roc:
        print(f"AUROC of the likelihood {roc['auroc']['value']:.4f}")


def tell(args):
    answers = gather(args.folder)
    rows = findings(args.folder)
    answers["device"] = rows
    args.out.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    tell_findings(rows)
    if answers.get("agree"):
        told = answers["agree"]
        print(f"\n== CPU and device on {told['images']} images: at most {told['largest_bits_per_dim']:.2e} bits/dim "
              f"apart, {'as wanted' if told['ok'] else 'MORE THAN ' + str(told['at_most'])}")
    tell_speed(answers)
    tell_glow(answers)
    return 0


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = p.add_subparsers(required=True)
    c = commands.add_parser("tell")
    c.add_argument("folder", type=pathlib.Path)
    c.add_argument("--out", type=pathlib.Path, required=True)
    c.set_defaults(run=tell)
    c = commands.add_parser("agree")
    c.add_argument("first")
    c.add_argument("second")
    c.set_defaults(run=agree)
    c = commands.add_parser("steps")
    c.add_argument("train", type=pathlib.Path)
    c.add_argument("--seconds", type=float, required=True)
    c.add_argument("--batch", type=int, default=64)
    c.set_defaults(run=steps)
    args = p.parse_args()
    return args.run(args)


if __name__ == "__main__":
    sys.exit(main())
