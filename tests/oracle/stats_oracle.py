#!/usr/bin/env python3
"""Numbers of core/stats by SciPy and scikit-learn; prints stats_expected.json.

    python3 stats_oracle.py > stats_expected.json

Inputs are in the file as well, rounded, so that the test reads the very numbers that were used here. Needs numpy,
scipy and scikit-learn.
"""
import json
import platform
import warnings

import numpy as np
import scipy
import sklearn
from scipy.special import log_ndtr, logsumexp
from scipy.stats import anderson, gaussian_kde, multivariate_normal
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.svm import OneClassSVM

random = np.random.default_rng(7)


def numbers(array):
    return [float(value) for value in np.asarray(array).ravel()]


def standard(rows):
    return (rows - rows.mean(0)) / rows.std(0, ddof=1)


def anderson_cases():
    samples = {
        "normal": random.normal(size=60).round(4),
        "shifted and scaled": (random.normal(size=60) * 250 - 7000).round(3),
        "uniform": random.uniform(size=50).round(4),
        "heavy tails": random.standard_t(2, size=80).round(4),
        "ties": random.integers(0, 4, size=40).astype(float),
        "two values": np.array([1.0, 2.0]),
        # (n − 1)/√n = 54.7 deviations from the mean, where the distribution function is 0 in double precision.
        "one far out": np.r_[np.zeros(2999), 1.0],
    }
    return {name: {"values": numbers(values), "a2": float(anderson(values, "norm").statistic)}
            for name, values in samples.items()}


def log_cdf_cases():
    points = [-1e6, -1000, -100, -50, -40, -38.5, -36, -35, -34.9, -25, -20, -16, -12, -8, -3, -1, -0.1, 0, 0.1, 1, 3, 8, 20, 40]
    return {"points": points, "log_cdf": numbers(log_ndtr(np.array(points, float)))}


def density_cases():
    samples = np.r_[random.normal(-7000, 300, size=150), random.normal(-5500, 80, size=50)].round(2)
    points = np.r_[np.linspace(-9000, -4000, 41), -1e4, -2e4, 0, 1e6, -1e9]
    density = gaussian_kde(samples)
    return {"samples": numbers(samples), "points": numbers(points), "log_density": numbers(density.logpdf(points))}


def clusters():
    """Three features of unlike size that hang together, in two clusters."""
    turn = np.array([[1, 0.5, 0], [0, 1, -0.7], [0, 0, 1]])
    rows = np.r_[random.normal(size=(140, 3)), random.normal(size=(60, 3)) * 0.5 + 6] @ turn
    return (rows * [300, 1, 0.02] + [-7000, 3, 0]).round(5)


def mixture_cases(rows):
    fit = GaussianMixture(2, tol=1e-12, max_iter=5000, reg_covar=1e-6, random_state=0).fit(standard(rows))
    log_units = np.log(rows.std(0, ddof=1)).sum()
    weights, means = np.array([0.3, 0.7]), np.array([[0.0, 1.0], [-2.0, 0.5]])
    covariances = np.array([[[2.0, 0.6], [0.6, 0.5]], [[0.1, -0.02], [-0.02, 0.3]]])
    points = np.array([[0, 0], [1, -1], [-2, 0.5], [30, 40], [-500, 3]], float)
    logs = [np.log(w) + multivariate_normal(m, c).logpdf(points) for w, m, c in zip(weights, means, covariances)]
    return {"log_density": numbers(fit.score_samples(standard(rows)) - log_units),
            "given": {"weights": numbers(weights), "means": numbers(means), "covariances": numbers(covariances),
                      "points": numbers(points), "log_density": numbers(logsumexp(logs, axis=0))}}


def one_class_cases(rows):
    cases = []
    for nu in (0.05, 0.3):
        fit = OneClassSVM(nu=nu, gamma=1 / 3, tol=1e-10).fit(standard(rows))
        cases.append({"nu": nu, "depth": numbers(fit.decision_function(standard(rows)))})
    return cases


def logistic_cases(rows):
    overlapping = random.uniform(size=len(rows)) < 1 / (1 + np.exp(-standard(rows) @ [1.0, -0.5, 0.2]))
    kinds = {"overlapping": overlapping, "parted": np.arange(len(rows)) < 140}
    cases = {}
    for name, kind in kinds.items():
        for ridge in (1.0, 0.01):
            fit = LogisticRegression(C=1 / ridge, solver="newton-cholesky", tol=1e-14, max_iter=1000)
            fit.fit(standard(rows), kind)
            cases[f"{name}, ridge {ridge}"] = {"is_one": [int(one) for one in kind], "ridge": ridge,
                                               "log_odds": numbers(fit.decision_function(standard(rows)))}
    return cases


def main():
    warnings.simplefilter("ignore")
    rows = clusters()
    print(json.dumps({
        "made_with": f"Python {platform.python_version()} numpy {np.__version__} scipy {scipy.__version__} "
                     f"scikit-learn {sklearn.__version__}",
        "anderson": anderson_cases(),
        "log_cdf": log_cdf_cases(),
        "density": density_cases(),
        "rows": numbers(rows),
        "mixture": mixture_cases(rows),
        "one_class": one_class_cases(rows),
        "logistic": logistic_cases(rows),
    }, separators=(",", ":")))


if __name__ == "__main__":
    main()
