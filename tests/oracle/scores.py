#!/usr/bin/env python3
"""What scikit-learn, SciPy and statsmodels say of detection scores, and DeLong's variance by its definition.

    python3 scores.py > expected_scores.json

Scores come from a formula of integers that tst_score_oracle.cpp computes, too, so that only results are kept.
Needs numpy, scipy, scikit-learn and statsmodels; shares no code with Nescio.
"""
import json
import platform

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy.stats import binomtest, norm, rankdata
from sklearn.metrics import auc, average_precision_score, precision_recall_curve, roc_auc_score, roc_curve
from statsmodels.stats.multitest import multipletests

RATES = (0.01, 0.05, 0.2)


def words(stream, count):
    """64 random bits each: SplitMix64 at positions of its sequence."""
    with np.errstate(over="ignore"):
        z = (np.arange(1, count + 1, dtype=np.uint64) + np.uint64(stream << 32)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def bells(stream, count):
    """Nearly normal, mean 0, variance 1: the sum of 12 uniform numbers of 40 bits, less 6. Exact in doubles."""
    parts = (words(stream, 12 * count) >> np.uint64(24)).reshape(count, 12)
    return parts.sum(1).astype(np.float64) / 2.0**40 - 6.0


def digits(stream, count, levels):
    return (words(stream, count) % np.uint64(levels)).astype(np.float64)


def with_infinities(values):
    values = values.copy()
    values[::11] = np.inf
    values[3::13] = -np.inf
    return values


def cases():
    """name -> (first score of in, of out; second score of in, of out)."""
    def normals(stream, n_in, n_out, shift):
        shared_in, shared_out = bells(stream, n_in), bells(stream + 1, n_out) + shift
        return (shared_in, shared_out, shared_in + bells(stream + 2, n_in) / 2,
                shared_out + bells(stream + 3, n_out) / 2)

    return {
        "normals": normals(10, 700, 500, 1.0),
        "wrong way round": normals(20, 300, 400, -1.5),
        "heavy ties": (digits(30, 300, 7), digits(31, 200, 7) + 1, digits(32, 300, 3), digits(33, 200, 3)),
        "infinities": tuple(with_infinities(values) for values in normals(40, 260, 340, 0.5)),
        "constant": (np.full(40, 2.5), np.full(60, 2.5), digits(50, 40, 5), digits(51, 60, 5)),
        "few": normals(60, 3, 2, 0.5),
        "a hundred thousand": normals(70, 60000, 40000, 0.75),
    }


def places(in_scores, out_scores):
    """Labels (OOD is 1) and the dense ranks of the scores, which scikit-learn takes where scores are infinite."""
    labels = np.r_[np.zeros(len(in_scores)), np.ones(len(out_scores))]
    return labels, rankdata(np.r_[in_scores, out_scores], method="dense").astype(float)


def trapezoid(labels, ranks):
    precision, recall, _ = precision_recall_curve(labels, ranks)
    return auc(recall, precision)


def false_positive_rate(labels, ranks, share):
    fpr, tpr, _ = roc_curve(labels, ranks, drop_intermediate=False)
    return fpr[np.argmax(tpr >= share)]


def figures(in_scores, out_scores):
    labels, ranks = places(in_scores, out_scores)
    turned = 1 - labels, -ranks
    return {
        "auroc": roc_auc_score(labels, ranks),
        "aupr_out": average_precision_score(labels, ranks),
        "aupr_in": average_precision_score(*turned),
        "aupr_out_trapezoid": trapezoid(labels, ranks),
        "aupr_in_trapezoid": trapezoid(*turned),
        "fpr95": false_positive_rate(labels, ranks, 0.95),
        "fpr80": false_positive_rate(labels, ranks, 0.80),
        "fpr95_in": false_positive_rate(*turned, 0.95),
        "fpr80_in": false_positive_rate(*turned, 0.80),
    }


def structural_components(in_scores, out_scores):
    """DeLong, DeLong & Clarke-Pearson 1988: psi(X, Y) is 1, 1/2 or 0; its means over each image's pairs."""
    of_out, of_in = np.zeros(len(out_scores)), np.zeros(len(in_scores))
    for first in range(0, len(out_scores), 500):
        chunk = out_scores[first:first + 500, None]
        psi = (chunk > in_scores) + 0.5 * (chunk == in_scores)
        of_out[first:first + 500] = psi.mean(1)
        of_in += psi.sum(0)
    return of_out, of_in / len(out_scores)


def delong(in_a, out_a, in_b, out_b):
    v10, v01 = zip(structural_components(in_a, out_a), structural_components(in_b, out_b))
    covariance = np.cov(v10) / len(out_a) + np.cov(v01) / len(in_a)
    areas = [v.mean() for v in v10]
    said = {"variance": [covariance[0, 0], covariance[1, 1]], "covariance": covariance[0, 1]}
    spread = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    said["z"] = (areas[0] - areas[1]) / np.sqrt(spread)
    said["p"] = 2 * norm.sf(abs(said["z"]))
    said["unpaired_z"] = (areas[0] - areas[1]) / np.sqrt(covariance[0, 0] + covariance[1, 1])
    if covariance[0, 0] > 0:
        logit = np.log(areas[0] / (1 - areas[0]))
        reach = norm.ppf(0.975) * np.sqrt(covariance[0, 0]) / (areas[0] * (1 - areas[0]))
        said["interval"] = [1 / (1 + np.exp(-(logit + sign * reach))) for sign in (-1, 1)]
    return said


def thresholds(in_scores, out_scores):
    """By trying every score: the smallest one that flags at most a share of the calibration scores."""
    said = []
    candidates = np.unique(in_scores)
    above = np.array([np.sum(in_scores > t) for t in candidates]) if len(candidates) < 2000 else (
        len(in_scores) - np.searchsorted(np.sort(in_scores), candidates, side="right"))
    for rate in RATES:
        threshold = candidates[above / len(in_scores) <= rate].min()
        found = int(np.sum(out_scores > threshold))
        wilson = binomtest(found, len(out_scores)).proportion_ci(method="wilson")
        said.append({"rate": rate, "score": threshold if np.isfinite(threshold) else str(threshold),
                     "flagged": int(np.sum(in_scores > threshold)), "found": found,
                     "interval": [wilson.low, wilson.high]})
    return said


def curve(in_scores, out_scores):
    """scikit-learn's points without those on a straight line between others, of which it keeps some."""
    fpr, tpr, _ = roc_curve(*places(in_scores, out_scores), drop_intermediate=False)
    x, y = np.rint(fpr * len(in_scores)).astype(int), np.rint(tpr * len(out_scores)).astype(int)
    bends = np.diff(x)[:-1] * np.diff(y)[1:] != np.diff(y)[:-1] * np.diff(x)[1:]
    corners = np.r_[True, bends, True]
    return {"x": list(fpr[corners]), "y": list(tpr[corners])}


def main():
    said = {}
    for name, (in_a, out_a, in_b, out_b) in cases().items():
        said[name] = {"second_and_last": [x for v in (in_a, out_a, in_b, out_b) for x in (v[1], v[-1])],
                      "figures": figures(in_a, out_a), "delong": delong(in_a, out_a, in_b, out_b),
                      "thresholds": thresholds(in_a, out_a)}
        if name in ("heavy ties", "constant", "few"):
            said[name]["roc_curve"] = curve(in_a, out_a)
    p_values = list((words(90, 12) >> np.uint64(11)).astype(float) / 2.0**53 / 8)
    versions = {"Python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__,
                "scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__}
    print(json.dumps({"made_with": " ".join(f"{k} {v}" for k, v in versions.items()), "cases": said,
                      "holm": list(multipletests(p_values, method="holm")[1])}, indent=1))


if __name__ == "__main__":
    main()
