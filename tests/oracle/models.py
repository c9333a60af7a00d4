"""The models, written once more from their definitions, in plain PyTorch and float64.

No line is shared with Nescio, so that a mistake would have to be made twice to go unnoticed. Weights come by the
names that run files give them, images as bytes [N,C,H,W]; log_likelihood() is the way in.
"""
import math

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

DEQUANTIZE, POSTERIOR = 1, 6  # streams of the counter-based noise


# ---- noise: Philox4x32-10 (Salmon et al. 2011), counter = (image << 24, stream << 56 | draw) ----

def philox(seed, counter, subsequence, blocks):
    """Random words, uint32 [4 * blocks]."""
    c = [np.zeros(blocks, np.uint64) for _ in range(4)]
    low = np.uint64(counter) + np.arange(blocks, dtype=np.uint64)
    c[0], c[1] = low & 0xFFFFFFFF, low >> np.uint64(32)
    c[2][:], c[3][:] = subsequence & 0xFFFFFFFF, subsequence >> 32
    key = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(10):
        a, b = c[0] * np.uint64(0xD2511F53), c[2] * np.uint64(0xCD9E8D57)
        c = [(b >> np.uint64(32)) ^ c[1] ^ np.uint64(key[0]), b & np.uint64(0xFFFFFFFF),
             (a >> np.uint64(32)) ^ c[3] ^ np.uint64(key[1]), a & np.uint64(0xFFFFFFFF)]
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return np.stack(c, 1).reshape(-1).astype(np.uint32)


def uniform(seed, images, draw, stream, count):
    rows = [(philox(seed, i << 24, stream << 56 | draw, -(-count // 4))[:count] >> 8) * 2.0**-24 for i in images]
    return torch.tensor(np.array(rows, np.float32).astype(np.float64))


def normal(seed, images, draw, stream, count):
    u = uniform(seed, images, draw, stream, count + count % 2).numpy().reshape(len(images), -1, 2)
    radius, angle = np.sqrt(-2 * np.log(1 - u[:, :, 0])), 2 * math.pi * u[:, :, 1]
    pairs = np.stack([radius * np.cos(angle), radius * np.sin(angle)], 2).astype(np.float32)
    return torch.tensor(pairs.reshape(len(images), -1)[:, :count].astype(np.float64))


# ---- pieces of networks ----

class Weights:
    """Named arrays below a prefix."""

    def __init__(self, arrays, prefix=""):
        self.arrays, self.prefix = arrays, prefix

    def __getitem__(self, name):
        return self.arrays[self.prefix + name]

    def __contains__(self, name):
        return any(key == self.prefix + name or key.startswith(self.prefix + name + ".") for key in self.arrays)

    def below(self, name):
        return Weights(self.arrays, f"{self.prefix}{name}.")


def actnorm(x, w):
    scale = w["log_scale"].view(1, -1, 1, 1).exp()
    return (x + w["bias"].view(1, -1, 1, 1)) * scale, w["log_scale"].sum() * x.shape[2] * x.shape[3]


def normed_conv(x, w):
    weight = w["weight"]
    return actnorm(F.conv2d(x, weight, padding=weight.shape[2] // 2), w.below("norm"))[0]


def zero_conv(x, w):
    return F.conv2d(x, w["weight"], w["bias"], padding=1) * (3 * w["log_gain"]).exp().view(1, -1, 1, 1)


def coupling_net(x, w):
    hidden = normed_conv(x, w.below("first"))
    if "second" in w:  # conv
        hidden = normed_conv(hidden.relu(), w.below("second")).relu()
    elif "gate1_weight" in w:  # highway
        for layer in "123":
            both = F.conv2d(hidden, w[f"gate{layer}_weight"], w[f"gate{layer}_bias"], padding=1)
            candidate, gate = both.chunk(2, 1)
            gate = gate.sigmoid()
            hidden = gate * candidate.relu() + (1 - gate) * hidden
    else:  # residual
        block = 1
        while f"conv{block}" in w:
            inner = normed_conv(hidden.relu(), w.below(f"conv{block}"))
            hidden = hidden + normed_conv(inner.relu(), w.below(f"conv{block + 1}"))
            block += 2
        hidden = hidden.relu()
    return zero_conv(hidden, w.below("last"))


# ---- flows: each piece returns its value and log-determinant ----

def squeeze(x):
    n, c, h, w = x.shape
    return x.view(n, c, h // 2, 2, w // 2, 2).permute(0, 1, 3, 5, 2, 4).reshape(n, 4 * c, h // 2, w // 2)


def per_image(t):
    return t.flatten(1).sum(1)


def channel_coupling(x, w, additive, first):
    c = x.shape[1]
    kept, moved = (x[:, c - c // 2:], x[:, :c - c // 2]) if first else (x[:, :c // 2], x[:, c // 2:])
    out = coupling_net(kept, w.below("net"))
    if additive:
        moved, log_det = moved + out, torch.zeros(x.shape[0])
    else:
        shift, raw = out.chunk(2, 1)
        moved, log_det = (moved + shift) * (raw + 2).sigmoid(), per_image(F.logsigmoid(raw + 2))
    return torch.cat([moved, kept] if first else [kept, moved], 1), log_det


def checkerboard_coupling(x, w, keep_even):
    n, _, height, width = x.shape
    even = (torch.arange(height)[:, None] + torch.arange(width)[None]) % 2 == 0
    kept = (even if keep_even else ~even).double()[None, None]
    shift, raw = coupling_net(torch.cat([x * kept, kept.expand(n, 1, height, width)], 1), w.below("net")).chunk(2, 1)
    log_scale = F.logsigmoid(raw + 2) * (1 - kept)
    return kept * x + (1 - kept) * (x + shift) * log_scale.exp(), per_image(log_scale)


def mixing(x, w):
    if "weight" in w:
        matrix = w["weight"]
    else:
        lower = torch.tril(w["lower"], -1) + torch.eye(x.shape[1])
        upper = torch.triu(w["upper"], 1) + torch.diag(w["signs"] * w["log_diagonal"].exp())
        matrix = w["permutation"] @ lower @ upper
    return torch.einsum("oc,nchw->nohw", matrix, x), torch.linalg.slogdet(matrix)[1] * x.shape[2] * x.shape[3]


def glow_level(x, w, level, options, additive):
    x, log_det = squeeze(x), 0
    for step in range(1, options["steps"] + 1):
        own = w.below(f"level{level}_step{step}")
        for piece in (lambda v: actnorm(v, own.below("norm")), lambda v: mixing(v, own.below("mixing")),
                      lambda v: channel_coupling(v, own.below("coupling"), additive, False)):
            x, part = piece(x)
            log_det = log_det + part
    return x, log_det


def realnvp_level(x, w, level, options):
    log_det, step, last = 0, 1, level == options["levels"]
    if level == 1 and options["logit"]:
        p = 0.05 + 0.9 * (x + 0.5)
        log_det, x, step = per_image(math.log(0.9) - p.log() - (1 - p).log()), (p / (1 - p)).log(), 2
    couplings = [lambda v, k, i=i: checkerboard_coupling(v, k, i % 2 == 0) for i in range(4 if last else 3)]
    if not last:
        couplings += ["squeeze"] + [lambda v, k, i=i: channel_coupling(v, k, False, i % 2 == 1) for i in range(3)]
    for coupling in couplings:
        if coupling == "squeeze":
            x = squeeze(x)
            continue
        own = w.below(f"level{level}_step{step}")
        x, part = actnorm(x, own.below("0"))
        x, more = coupling(x, own.below("1"))
        log_det, step = log_det + part + more, step + 1
    return x, log_det


def log_normal(z, mean=0.0, log_scale=0.0):
    log_scale = torch.as_tensor(log_scale)
    return per_image(-0.5 * ((z - mean) * (-log_scale).exp())**2 - log_scale - 0.5 * math.log(2 * math.pi) + 0 * z)


def flow_parts(x, w, model, options):
    """Log-determinant, log-density of the standardised latents, and these as one vector an image."""
    log_det, log_prior, latents = torch.zeros(x.shape[0]), torch.zeros(x.shape[0]), []
    for level in range(1, options["levels"] + 1):
        if model == "realnvp":
            x, part = realnvp_level(x, w, level, options)
        else:
            x, part = glow_level(x, w, level, options, model == "cv_glow")
        log_det = log_det + part
        kept = 0 if level == options["levels"] else x.shape[1] // 2
        leaving, x = x[:, kept:], x[:, :kept]
        prior = w.below(f"level{level}_prior")
        mean, log_scale = torch.zeros(1), torch.zeros(1)
        if options["prior"] == "steady":
            mean, log_scale = zero_conv(x, prior.below("from_context")) if kept else prior["mean"], prior["log_scale"]
        if options["prior"] == "learned":
            mean, log_scale = zero_conv(x, prior.below("from_context")).chunk(2, 1) if kept else (
                prior["mean"], prior["log_scale"])
        log_det = log_det - per_image(log_scale + 0 * leaving)
        standard = (leaving - mean) * (-log_scale).exp()
        log_prior = log_prior + log_normal(standard)
        latents.append(standard.flatten(1))
    return log_det, log_prior, torch.cat(latents, 1)


def flow(images, w, model, options, noise):
    fill = uniform(*noise, DEQUANTIZE, images[0].numel()).view(images.shape)
    x = (images.double() + fill) / 256 - 0.5
    w = w.below("flow")
    log_det, log_prior, _ = flow_parts(x, w, model, options)
    if x[0].numel() <= 256:
        for i in range(min(3, len(x))):
            jacobian = torch.autograd.functional.jacobian(
                lambda one: flow_parts(one[None], w, model, options)[2][0], x[i]).flatten(1)
            truth = torch.linalg.slogdet(jacobian)[1]
            assert abs(truth - log_det[i]) < 1e-6 * max(1, abs(truth)), (truth, log_det[i])
    return log_det + log_prior - x[0].numel() * math.log(256)


# ---- discrete pixels ----

def logistic_mixture(raw, bytes_):
    """log P of each byte. raw [N,C,3K,H,W], bytes [N,C,H,W]; bins as differences of the distribution function."""
    weights, means, log_scales = raw.chunk(3, 2)
    k = weights.shape[2]
    spread = torch.linspace(-0.9, 0.9, k) if k > 1 else torch.zeros(1)
    means = means + spread.view(1, 1, -1, 1, 1)
    scales = (log_scales - 2).clamp(min=-7).exp()
    value = bytes_.double()[:, :, None] / 127.5 - 1
    above = torch.where(bytes_[:, :, None] == 255, torch.tensor(math.inf), (value + 1 / 255 - means) / scales)
    below = torch.where(bytes_[:, :, None] == 0, torch.tensor(-math.inf), (value - 1 / 255 - means) / scales)
    # A difference of two numbers near 1 loses digits; near 0 it does not: mirror the far side.
    mirror = below > 0
    inside = torch.where(mirror, torch.sigmoid(-below) - torch.sigmoid(-above),
                         torch.sigmoid(above) - torch.sigmoid(below))
    return torch.logsumexp(F.log_softmax(weights, 2) + inside.log(), 2)


def log_bytes(raw, bytes_, output):
    if output in ("softmax", "categorical"):
        return F.log_softmax(raw, 2).gather(2, bytes_.long()[:, :, None])[:, :, 0]
    return logistic_mixture(raw, bytes_)


# ---- PixelCNN, with masks built here from the definition ----

def pixelcnn(images, w, options, outputs):
    n, channels, height, width = images.shape
    x = torch.cat([images.double() / 127.5 - 1, torch.ones(n, 1, height, width)], 1)
    w = w.below("net")
    hidden = w["last_bias"].shape[0]
    group = torch.arange(hidden) * channels // hidden
    features = group[:, None] >= group[None]  # [to, from]
    gates = torch.cat([group, group])
    vertical, horizontal = x, x
    for layer in range(1, options["layers"] + 1):
        down_kernel, across_kernel = w[f"layer{layer}_vertical_weight"], w[f"layer{layer}_horizontal_weight"]
        rows, side = down_kernel.shape[2], down_kernel.shape[3]
        # A full kernel whose rows below are zero, so that plain "same" padding can be used.
        full = torch.zeros(*down_kernel.shape[:2], 2 * rows - 1, side)
        full[:, :, :rows] = down_kernel
        down = F.conv2d(vertical, full, w[f"layer{layer}_vertical_bias"], padding=(rows - 1, side // 2))
        columns = across_kernel.shape[3]
        own = gates[:, None] > torch.arange(channels)[None] if layer == 1 else gates[:, None] >= group[None]
        if layer == 1:
            own = torch.cat([own, torch.ones(2 * hidden, 1, dtype=torch.bool)], 1)
        full = torch.zeros(*across_kernel.shape[:2], 1, 2 * columns - 1)
        full[:, :, :, :columns] = across_kernel
        full[:, :, 0, columns - 1] *= own
        across = F.conv2d(horizontal, full, padding=(0, columns - 1))
        above = torch.cat([torch.zeros(n, 2 * hidden, 1, width), down[:, :, :-1]], 2)
        a, b = (across + F.conv2d(above, w[f"layer{layer}_down_weight"], w[f"layer{layer}_down_bias"])).chunk(2, 1)
        mixed = F.conv2d(a.tanh() * b.sigmoid(), w[f"layer{layer}_mix_weight"] * features[:, :, None, None],
                         w[f"layer{layer}_mix_bias"])
        horizontal = mixed if layer == 1 else horizontal + mixed
        a, b = down.chunk(2, 1)
        vertical = a.tanh() * b.sigmoid()
    last = F.conv2d(horizontal.relu(), w["last_weight"] * features[:, :, None, None], w["last_bias"])
    each = torch.arange(channels * outputs) // outputs
    out = F.conv2d(last.relu(), w["out_weight"] * (each[:, None] >= group[None])[:, :, None, None], w["out_bias"])
    return per_image(log_bytes(out.view(n, channels, outputs, height, width), images, options["output"]))


# ---- VAE ----

def vae(images, w, options, noise):
    def conv(x, name, stride=1):
        weight = w[f"{name}.weight"]
        return F.conv2d(x, weight, w[f"{name}.bias"], stride, weight.shape[2] // 2)

    n, channels, height, width = images.shape
    x = images.double() / 127.5 - 1
    seen = conv(conv(x, "encoder.first", 2).relu(), "encoder.second", 2).relu()
    code = conv(conv(seen.reshape(n, -1, 1, 1), "encoder.wide").relu(), "encoder.last").flatten(1)
    mean, log_scale = code.chunk(2, 1)
    e = normal(*noise, POSTERIOR, options["latents"])
    z = mean + log_scale.exp() * e
    half = ((height + 1) // 2, (width + 1) // 2)
    quarter = ((half[0] + 1) // 2, (half[1] + 1) // 2)
    wide = conv(conv(z[:, :, None, None], "decoder.first").relu(), "decoder.wide").relu()
    at_half = conv(F.interpolate(wide.view(n, -1, *quarter), half), "decoder.half").relu()
    at_full = conv(F.interpolate(at_half, (height, width)), "decoder.full").relu()
    raw = conv(at_full, "decoder.last").view(n, channels, -1, height, width)
    if options["likelihood"] == "gaussian":
        u = (images.double() + uniform(*noise, DEQUANTIZE, images[0].numel()).view(images.shape)) / 256
        reconstruction = log_normal(u, raw[:, :, 0], (raw[:, :, 1] - 2).clamp(min=math.log(0.1 / 256))) \
            - images[0].numel() * math.log(256)
    else:
        reconstruction = per_image(log_bytes(raw, images, options["likelihood"]))
    return reconstruction + log_normal(z) - log_normal(z, mean, log_scale)


# ---- every model ----

def log_likelihood(images, noise_keys, model, options, weights, draw, seed):
    """log P of the 8-bit images by one draw, nats [N]."""
    noise = (seed, noise_keys, draw)
    if model in ("glow", "cv_glow", "realnvp"):
        return flow(images, weights, model, options, noise)
    if model in ("pixelcnn", "local_pixelcnn"):
        return pixelcnn(images, weights, options,
                        256 if options["output"] == "softmax" else 3 * options["components"])
    if model == "vae":
        return vae(images, weights, options, noise)
    raise SystemExit(f"no oracle for the model {model!r}")
