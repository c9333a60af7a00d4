#!/usr/bin/env python3
"""The gated PixelCNN and the VAE of Nescio in plain eager PyTorch, layer by layer the same networks.

What a user would otherwise run: speeds on random bytes, never bits/dim. Prints one JSON object: images per second
of a training step (Adam) and of scoring, with --draws importance draws an image for the VAE.

    python3 eager_models.py --model pixelcnn --layers 5 --hidden 32
    python3 eager_models.py --model vae --hidden 64 --draws 1000
"""
import argparse
import json
import math
import resource
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

LEVELS = 256
FIRST_KERNEL, KERNEL = 7, 3


def gated(both):
    a, b = both.chunk(2, dim=1)
    return torch.tanh(a) * torch.sigmoid(b)


class GatedLayer(nn.Module):
    """Vertical and horizontal stack of van den Oord et al. 2016, each convolution of the size that its mask leaves."""

    def __init__(self, inputs, hidden, kernel, first):
        super().__init__()
        self.first, self.side, self.columns = first, kernel // 2, (kernel + 1) // 2
        self.rows = kernel // 2 if first else (kernel + 1) // 2
        self.vertical = nn.Conv2d(inputs, 2 * hidden, (self.rows, kernel))
        self.down = nn.Conv2d(2 * hidden, 2 * hidden, 1)
        self.across = nn.Conv2d(inputs, 2 * hidden, (1, self.columns), bias=False)
        self.mix = nn.Conv2d(hidden, hidden, 1)
        mask = torch.ones(2 * hidden, inputs, 1, self.columns)
        if first:
            mask[:, 0, :, -1] = 0  # one grey channel; the ones behind it may be seen
        self.register_buffer("mask", mask)

    def forward(self, vertical, horizontal):
        down = self.vertical(F.pad(vertical, (self.side, self.side, self.rows - 1, 0)))
        from_above = self.down(F.pad(down, (0, 0, 1, -1)))
        across = F.conv2d(F.pad(horizontal, (self.columns - 1, 0)), self.across.weight * self.mask)
        mixed = self.mix(gated(across + from_above))
        return gated(down), mixed if self.first else horizontal + mixed


class PixelCnn(nn.Module):
    def __init__(self, a):
        super().__init__()
        self.layers = nn.ModuleList(
            GatedLayer(2 if i == 0 else a.hidden, a.hidden, FIRST_KERNEL if i == 0 else KERNEL, i == 0)
            for i in range(a.layers))
        self.last = nn.Conv2d(a.hidden, a.hidden, 1)
        self.out = nn.Conv2d(a.hidden, LEVELS, 1)

    def nats(self, x):
        """Bytes [N,1,H,W] -> log-likelihoods [N]."""
        scaled = x.float() * (2 / (LEVELS - 1)) - 1
        vertical = horizontal = torch.cat((scaled, torch.ones_like(scaled)), dim=1)
        for layer in self.layers:
            vertical, horizontal = layer(vertical, horizontal)
        logits = self.out(F.relu(self.last(F.relu(horizontal))))
        return -F.cross_entropy(logits, x[:, 0].long(), reduction="none").sum(dim=(1, 2))


class Vae(nn.Module):
    def __init__(self, a):
        super().__init__()
        self.draws = a.draws
        quarter = (a.side + 3) // 4
        self.quarter, self.side, self.hidden = quarter, a.side, a.hidden
        cells = quarter * quarter
        self.encoder = nn.Sequential(
            nn.Conv2d(1, a.hidden, 5, stride=2, padding=2), nn.ReLU(),
            nn.Conv2d(a.hidden, 2 * a.hidden, 5, stride=2, padding=2), nn.ReLU(), nn.Flatten(),
            nn.Linear(2 * a.hidden * cells, 4 * a.hidden), nn.ReLU(), nn.Linear(4 * a.hidden, 2 * a.latents))
        self.wide = nn.Sequential(nn.Linear(a.latents, 4 * a.hidden), nn.ReLU(),
                                  nn.Linear(4 * a.hidden, 2 * a.hidden * cells), nn.ReLU())
        self.at_half = nn.Conv2d(2 * a.hidden, a.hidden, 5, padding=2)
        self.at_full = nn.Conv2d(a.hidden, a.hidden, 5, padding=2)
        self.last = nn.Conv2d(a.hidden, LEVELS, 1)

    def one_draw(self, x):
        mean, log_scale = self.encoder(x.float() * (2 / (LEVELS - 1)) - 1).chunk(2, dim=1)
        e = torch.randn_like(mean)
        z = mean + log_scale.exp() * e
        y = self.wide(z).view(-1, 2 * self.hidden, self.quarter, self.quarter)
        y = F.relu(self.at_half(F.interpolate(y, size=(self.side + 1) // 2)))
        y = F.relu(self.at_full(F.interpolate(y, size=self.side)))
        reconstruction = -F.cross_entropy(self.last(y), x[:, 0].long(), reduction="none").sum(dim=(1, 2))
        return reconstruction + (-0.5 * z ** 2 + 0.5 * e ** 2 + log_scale).sum(dim=1)

    def nats(self, x):
        if self.training or self.draws == 1:
            return self.one_draw(x)
        return torch.logsumexp(torch.stack([self.one_draw(x) for _ in range(self.draws)]), 0) - math.log(self.draws)


def median_seconds(run, repeats):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", choices=("pixelcnn", "vae"), required=True)
    for name, default in (("side", 28), ("layers", 5), ("hidden", 32), ("latents", 32), ("draws", 1), ("batch", 32),
                          ("repeats", 7), ("threads", 2)):
        p.add_argument(f"--{name}", type=int, default=default)
    p.add_argument("--channels-last", action="store_true", help="weights and images in channels-last order")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    model = (PixelCnn if a.model == "pixelcnn" else Vae)(a)
    x = torch.randint(0, LEVELS, (a.batch, 1, a.side, a.side), dtype=torch.uint8)
    if a.channels_last:
        model, x = model.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-4)

    def train():
        optimiser.zero_grad(set_to_none=True)
        (-model.nats(x).mean()).backward()
        optimiser.step()

    def score():
        with torch.no_grad():
            model.nats(x)

    for _ in range(3):
        train()
    train_s = median_seconds(train, a.repeats)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    model.eval()
    score()
    score_s = median_seconds(score, a.repeats if a.draws == 1 else 1)
    print(json.dumps({"config": vars(a), "torch": torch.__version__, "train_images_per_s": a.batch / train_s,
                      "score_images_per_s": a.batch / score_s, "peak_mib_training": round(peak),
                      "parameters": sum(q.numel() for q in model.parameters())}))


if __name__ == "__main__":
    main()
