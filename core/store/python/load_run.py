#!/usr/bin/env python3
"""Opens a run file of Nescio and prints what is in it.

    python3 load_run.py run.h5

As a module: load_run("run.h5")["terms"] is a list of tables, oldest first; ["terms"] of one of them is a float64
array [images, terms] in nats, and the terms of an image sum to log P(x) of the 8-bit image (or its lower bound,
see "tightness"). "set_id" says of which set, "index" of which of its images, "weights_step" of which weights.
Files of format 1 have no "weights_step".
Needs h5py and numpy only.
"""
import sys

import h5py
import numpy as np


def _plain(value):
    return value.decode() if isinstance(value, bytes) else value


def _attributes(group):
    return {name: _plain(value) for name, value in group.attrs.items()}


def load_run(path):
    """Settings, history, weights, terms and further columns of a run, as dictionaries of numpy arrays."""
    with h5py.File(path, "r") as file:
        found = []

        def collect(_, item):
            if isinstance(item, h5py.Group) and "set_id" in item.attrs:
                found.append({**_attributes(item),
                              **{k: v[()] for k, v in item.items() if isinstance(v, h5py.Dataset)}})

        for folder in ("scores", "columns"):  # format 1, format 2
            if folder in file:
                file[folder].visititems(collect)
        found.sort(key=lambda one: one.get("written_us", 0))
        weights = file.get("checkpoint/weights", {})
        return {
            "run": _attributes(file["run"]),
            "provenance": _attributes(file["provenance"]),
            "model_options": _attributes(file["run/model_options"]),
            "train_options": _attributes(file["run/train_options"]),
            "history": {name: data[()] for name, data in file["history"].items()},
            "weights": {name: data[()] for name, data in weights.items()},
            "terms": [one for one in found if "terms" in one],
            "columns": [one for one in found if "terms" not in one],
        }


def main():
    run = load_run(sys.argv[1])
    about = run["run"]
    print(f"{about['title']}: {about['state']}, step {about['step']} of {about['total_steps']}")
    for table in run["terms"]:
        bits = table["bits_per_dim"]
        finite = bits[np.isfinite(bits)]
        mean = finite.mean() if finite.size else float("nan")
        step = table.get("weights_step", -1)
        print(f"{table['set_id']}: {mean:.4f} bits/dim ({table['tightness']}), "
              f"n = {bits.size} of {table['available']}, {f'step {step}' if step >= 0 else 'weights not recorded'}")


if __name__ == "__main__":
    main()
