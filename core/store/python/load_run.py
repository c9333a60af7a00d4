#!/usr/bin/env python3
"""Opens a run file of Nescio and prints what is in it.

    python3 load_run.py run.h5

As a module: load_run("run.h5")["scores"]["mnist/t10k"]["terms"] is a float64 array [images, terms] in nats;
the terms of an image sum to log P(x) of the 8-bit image (or its lower bound, see "tightness").
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
    """Settings, history, weights and scores of a run, as dictionaries of numpy arrays."""
    with h5py.File(path, "r") as file:
        scores = {}

        def collect(_, item):
            if isinstance(item, h5py.Group) and "set_id" in item.attrs:
                scores[_plain(item.attrs["set_id"])] = {
                    **_attributes(item), **{k: v[()] for k, v in item.items() if isinstance(v, h5py.Dataset)}}

        file["scores"].visititems(collect)
        weights = file.get("checkpoint/weights", {})
        return {
            "run": _attributes(file["run"]),
            "provenance": _attributes(file["provenance"]),
            "model_options": _attributes(file["run/model_options"]),
            "train_options": _attributes(file["run/train_options"]),
            "history": {name: data[()] for name, data in file["history"].items()},
            "weights": {name: data[()] for name, data in weights.items()},
            "scores": scores,
        }


def main():
    run = load_run(sys.argv[1])
    about = run["run"]
    print(f"{about['title']}: {about['state']}, step {about['step']} of {about['total_steps']}")
    for set_id, table in run["scores"].items():
        bits = table["bits_per_dim"]
        finite = bits[np.isfinite(bits)]
        mean = finite.mean() if finite.size else float("nan")
        print(f"{set_id}: {mean:.4f} bits/dim ({table['tightness']}), "
              f"n = {bits.size} of {table['available']}")


if __name__ == "__main__":
    main()
