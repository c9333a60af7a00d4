#!/usr/bin/env python3
"""Writes numpy_files.json: small files as NumPy and Python write them, and the pixels NumPy finds in them.

Each entry: the file (here and below packed by zlib, in base64), the shape [N, C, H, W], the pixels (in that order) and the labels.
The test of the same name writes each file to disk and reads it with Nescio. Run again only to add a file:
    python3 tests/datasets/numpy_files.py
"""
import base64
import io
import json
import pathlib
import pickle
import zlib

import numpy

random = numpy.random.default_rng(11)
entries = {}


def packed(content):
    return base64.b64encode(zlib.compress(content, 9)).decode()


def add(name, content, images, labels=()):
    """images: [N, C, H, W], bytes."""
    assert images.dtype == numpy.uint8 and images.ndim == 4, name
    entries[name] = {
        "file": packed(content),
        "shape": list(images.shape),
        "pixels": packed(images.tobytes()),
        "labels": [int(label) for label in labels],
    }


def npy(array, **options):
    out = io.BytesIO()
    numpy.lib.format.write_array(out, array, **options)
    return out.getvalue()


def pixels(*shape):
    return random.integers(0, 256, shape, dtype=numpy.uint8)


# Every type of numbers, in both orders of bytes.
grey = pixels(3, 1, 8, 9)
small = grey // 2  # for int8
for code in "u1 u2 u4 u8 i1 i2 i4 i8 f2 f4 f8".split():
    for order in "<>":
        of = small if code == "i1" else grey
        add(f"npy {order}{code}", npy(of[:, 0].astype(order + code)), of)
for code in "f2 f4 f8".split():
    add(f"npy {code} 0 to 1", npy((grey[:, 0] / 255).astype(code)), grey)
    add(f"npy {code} -1 to 1", npy(((grey[:, 0] - 127.5) / 127.5).astype(code)), grey)
add("npy f4 divided as f4", npy(grey[:, 0].astype("f4") / numpy.float32(255)), grey)
add("npy u2 times 257", npy(grey[:, 0].astype("u2") * numpy.uint16(257)), grey)
add("npy bool", npy(grey[:, 0] > 99), (grey > 99).astype("u1") * numpy.uint8(255))

# Every layout, row-major and column-major.
colour = pixels(4, 3, 8, 9)
square = pixels(5, 3, 8, 8)
layouts = {
    "[N,H,W,3]": (colour, colour.transpose(0, 2, 3, 1)),
    "[N,3,H,W]": (colour, colour),
    "[H,W,3,N]": (colour, colour.transpose(2, 3, 1, 0)),
    "[N,H,W,1]": (grey, grey.transpose(0, 2, 3, 1)),
    "[N,1,H,W]": (grey, grey),
    "[N,H,W]": (grey, grey[:, 0]),
    "[H,W]": (grey[:1], grey[0, 0]),
    "[H,W,3]": (colour[:1], colour[0].transpose(1, 2, 0)),
    "[N,D]": (square[:, :1], square[:, 0].reshape(5, 64)),
    "[N,3D]": (square, square.reshape(5, 192)),
}
for name, (images, array) in layouts.items():
    for code in ("u1", ">f4"):
        add(f"{name} {code}", npy(numpy.ascontiguousarray(array).astype(code)), images)
        add(f"{name} {code} column-major", npy(numpy.asfortranarray(array).astype(code, order="K")), images)
add("npy version 2", npy(grey[:, 0], version=(2, 0)), grey)


# Several arrays in a file.
def npz(save, **arrays):
    out = io.BytesIO()
    save(out, **arrays)
    return out.getvalue()


labels = numpy.array([4, 0, 9])
for how, save in {"stored": numpy.savez, "deflated": numpy.savez_compressed}.items():
    add(f"npz {how} as of MedMNIST", npz(save, train_images=grey[:, 0], train_labels=labels[:, None]), grey, labels)
    add(f"npz {how} as of Keras", npz(save, x_train=grey[:, 0], y_train=labels.astype("u1")), grey, labels)
    add(f"npz {how} as of ImageNet-32",
        npz(save, data=square.reshape(5, 192), labels=numpy.arange(1, 6), mean=numpy.zeros(192)), square, range(1, 6))
    add(f"npz {how} without names", npz(save, arr_0=grey[:, 0], arr_1=labels), grey, labels)
    add(f"npz {how} floats", npz(save, images=(grey[:, 0] / 255).astype("f4"), notes=numpy.arange(3.5)), grey)

# CIFAR as torchvision keeps it: protocol 2 by Python 2, and what others make of it.
cifar = (numpy.arange(2 * 3072) * 7 % 251).astype("u1").reshape(2, 3, 32, 32)
flat = cifar.reshape(2, 3072)


def python2(value):
    """As cPickle of Python 2 wrote it, with an ndarray of NumPy 1: bytes are str."""
    def text(s):
        return b"U" + bytes([len(s)]) + s.encode()

    def number(n):
        return b"K" + bytes([n])

    array = (b"cnumpy.core.multiarray\n_reconstruct\nq\x05cnumpy\nndarray\nq\x06K\x00\x85" + text("b") +
             b"\x87Rq\x07(K\x01K\x02M\x00\x0c\x86cnumpy\ndtype\nq\x08" + text("u1") + b"K\x00K\x01\x87Rq\x09(K\x03" +
             text("|") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89T" + len(flat.tobytes()).to_bytes(4, "little") +
             flat.tobytes() + b"tb")
    out = b"\x80\x02}q\x01(" + text("batch_label") + b"q\x02" + text("training batch 1 of 5") + b"q\x03"
    out += text(value) + b"]q\x04(" + number(6) + number(9) + b"e" + text("data") + array
    out += text("filenames") + b"](" + text("a.png") + text("b.png") + b"eu."
    assert (pickle.loads(out, encoding="bytes")[b"data"] == flat).all()
    return out


add("pickle of Python 2, CIFAR-10", python2("labels"), cifar, [6, 9])
add("pickle of Python 2, CIFAR-100", python2("fine_labels"), cifar, [6, 9])
for protocol in range(2, 6):
    for kind in ("bytes", "str"):
        key = (lambda s: s.encode()) if kind == "bytes" else str
        batch = {key("data"): flat, key("labels"): [6, 9], key("batch_label"): b"training batch 1 of 5",
                 key("filenames"): [b"a.png", b"b.png"]}
        add(f"pickle of protocol {protocol}, keys are {kind}", pickle.dumps(batch, protocol), cifar, [6, 9])
add("pickle with labels as an array",
    pickle.dumps({"data": flat, "labels": numpy.array([6, 9])}, 4), cifar, [6, 9])
add("pickle as of CIFAR-100",
    pickle.dumps({"coarse_labels": [1, 2], "fine_labels": [16, 99], "data": flat}, 2), cifar, [16, 99])

# Tables of pixels.
def table(rows, header=None, separator=",", end="\n"):
    lines = [] if header is None else [separator.join(header)]
    lines += [separator.join(str(value) for value in row) for row in rows]
    return (end.join(lines) + end).encode()


tiny = pixels(4, 1, 8, 8)
tiny_flat = tiny.reshape(4, 64)
marks = numpy.array([3, 1, 4, 1])
first = numpy.column_stack([marks, tiny_flat])
last = numpy.column_stack([tiny_flat, marks])
names = [f"pixel{i}" for i in range(64)]
add("csv with a header", table(first, ["label"] + names), tiny, marks)
add("csv with a header, label last", table(last, names + ["class"]), tiny, marks)
add("csv of Windows", b"\xef\xbb\xbf" + table(first, ["label"] + names, end="\r\n") + b"\r\n", tiny, marks)
add("csv with semicolons", table(first, ["label"] + names, separator=";"), tiny, marks)
add("csv with tabs, without labels", table(tiny_flat, names, separator="\t"), tiny)
add("csv with quotes", table([[f'"{v}"' for v in row] for row in first], ['"label"'] + [f'"{n}"' for n in names]),
    tiny, marks)
add("csv without a header", table(first), tiny, marks)
framed = tiny.copy()
framed[:, :, 0, 0] = 0  # a corner tells that labels stand last
add("csv without a header, label last", table(numpy.column_stack([framed.reshape(4, 64), marks])), framed, marks)
add("csv of floats", table([[m] + [repr(float(v)) for v in row / 255] for m, row in zip(marks, tiny_flat)],
                           ["label"] + names), tiny, marks)
add("csv as of FER2013",
    table([[m, " ".join(map(str, row)), "Training"] for m, row in zip(marks, tiny_flat)],
          ["emotion", "pixels", "Usage"]), tiny, marks)
colours = pixels(3, 3, 8, 8)
add("csv of colours", table(numpy.column_stack([[0, 1, 2], colours.reshape(3, 192)]),
                            ["label"] + [f"pixel{i}" for i in range(192)]), colours, range(3))

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(entries, indent=0) + "\n")
print(len(entries), "files,", path.stat().st_size, "bytes")
