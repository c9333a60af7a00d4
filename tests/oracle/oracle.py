#!/usr/bin/env python3
"""Recomputes bits/dim from the weights of a run file, by models.py beside it, sharing no code with Nescio.

    python3 oracle.py RUN.h5 [--images FILE] [--first N] [--draws K] [--seed S]     prints one number a line
    python3 oracle.py RUN.h5 --images FILE --check SET_ID                            compares with stored scores

FILE is an idx file, plain or gzipped, or an .npy of uint8 [N,C,H,W]; without it, images come from a formula
that tests use. Log-determinants of flows on images of up to 256 bytes are also taken from the autodiff
Jacobian. Needs torch, numpy and h5py.
"""
import argparse
import gzip
import math
import struct

import h5py
import numpy as np
import torch

from models import Weights, log_likelihood


def plain(value):
    return value.decode() if isinstance(value, bytes) else value


def read_run(path):
    with h5py.File(path, "r") as file:
        run = {k: plain(v) for k, v in file["run"].attrs.items()}
        options = {k: plain(v) for k, v in file["run/model_options"].attrs.items()}
        arrays = {k: torch.tensor(v[()]).double() for k, v in file["checkpoint/weights"].items()}
    return run, options, arrays


@torch.no_grad()
def bits_per_dim(path, images, noise_keys, draws=1, seed=0, batch=50):
    run, options, arrays = read_run(path)
    members = run.get("members", 1)
    prefixes = [""] if members == 1 else [f"member{m}." for m in range(1, members + 1)]
    parts = []
    for first in range(0, len(images), batch):
        chunk = torch.tensor(images[first:first + batch])
        keys = noise_keys[first:first + batch]
        by_draw = []
        for draw in range(draws):
            each = [log_likelihood(chunk, keys, run["model"], options, Weights(arrays, p), draw, seed)
                    for p in prefixes]
            by_draw.append(torch.logsumexp(torch.stack(each), 0) - math.log(members))
        stacked = torch.stack(by_draw)
        parts.append(torch.logsumexp(stacked, 0) - math.log(draws) if run["model"] == "vae" else stacked.mean(0))
    return (-torch.cat(parts) / (images[0].size * math.log(2))).numpy()


def formula_images(shape, count=100):
    """The images of tests: integers only, so that every language makes the same ones."""
    c, h, w = shape
    i, k, y, x = np.meshgrid(np.arange(count), np.arange(c), np.arange(h), np.arange(w), indexing="ij")
    return ((i * 7 + k * 31 + y * y * 3 + x * 5 * (i % 5)) % 256).astype(np.uint8)


def read_images(path):
    if path.endswith(".npy"):
        return np.load(path)
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        magic, count, height, width = struct.unpack(">4i", file.read(16))
        assert magic == 2051, f"{path}: expected an idx file of images"
        return np.frombuffer(file.read(), np.uint8).reshape(count, 1, height, width)


def read_stored(path, set_id, count):
    """The newest bits/dim that a run keeps of a set, and what keyed the noise of its images: 40 bits of content."""
    with h5py.File(path, "r") as file:
        tables = [t for t in file[f"columns/{set_id}"].values() if "terms" in t]
        newest = max(tables, key=lambda table: table.attrs["written_us"])
        keys = newest["content"][:count].astype(np.uint64) >> np.uint64(24)
        return newest["bits_per_dim"][:count], [int(key) for key in keys]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("run")
    parser.add_argument("--images")
    parser.add_argument("--first", type=int, default=100)
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--noise-keys", type=lambda text: [int(key) for key in text.split(",")],
                        help="one an image: what its noise is keyed by (default: its index)")
    parser.add_argument("--check", metavar="SET_ID")
    args = parser.parse_args()
    run, _, _ = read_run(args.run)
    images = read_images(args.images) if args.images else formula_images(
        (run["channels"], run["height"], run["width"]))
    images = images[:args.first]
    keys = args.noise_keys or list(range(len(images)))
    if args.check:
        stored, keys = read_stored(args.run, args.check, len(images))
    bits = bits_per_dim(args.run, images, keys, args.draws, args.seed)
    if not args.check:
        print("\n".join(f"{value:.8f}" for value in bits))
        return
    worst = np.abs(stored - bits).max()
    print(f"{run['title']} on {args.check}: {len(bits)} images, oracle mean {bits.mean():.5f}, stored mean "
          f"{stored.mean():.5f}, worst difference {worst:.1e} bits/dim")
    raise SystemExit(0 if worst < 1e-4 else 1)


if __name__ == "__main__":
    main()
