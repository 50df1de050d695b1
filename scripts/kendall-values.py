"""Writes fixtures/golden/kendall.json: Kendall's tau-b and its two-sided p as SciPy has them, and, with ties among few points,
from all orders of y. Run from the root: python scripts/kendall-values.py; needs numpy and scipy."""

import itertools
import json
import platform

import numpy
import scipy
from scipy.stats import kendalltau

rng = numpy.random.default_rng(20240611)


def correlated(n, slope, decimals=4):
    x = rng.normal(size=n)
    y = slope * x + rng.normal(size=n)
    return x.round(decimals), y.round(decimals)


def every_order(x, y):
    """Share of the orders of y with a score at least as far from 0 as the one found."""
    sign_x = numpy.sign(numpy.subtract.outer(x, x))

    def score(values):
        return round((sign_x * numpy.sign(numpy.subtract.outer(values, values))).sum() / 2)

    least = abs(score(y))
    far = [abs(score(numpy.array(order))) >= least for order in itertools.permutations(y)]
    return sum(far) / len(far)


def case(name, x, y, method):
    x, y = numpy.array(x, dtype=float), numpy.array(y, dtype=float)
    if method == "every order":
        found = kendalltau(x, y, method="asymptotic")
        tau, p = found.statistic, every_order(x, y)
    else:
        found = kendalltau(x, y, method=method)
        tau, p = found.statistic, found.pvalue
    return {"name": name, "method": method, "x": x.tolist(), "y": y.tolist(), "tau": float(tau), "p": float(p)}


five = [1, 2, 3, 4, 5]
cases = [
    case("two points", [1, 2], [4, 3], "exact"),
    case("three in order", [1, 2, 3], [4, 5, 9], "exact"),
    case("five in order", five, [0.1, 0.2, 0.4, 0.8, 1.6], "exact"),
    case("five reversed", five, [5, 4, 3, 2, 1], "exact"),
    case("five, one pair swapped", five, [1, 2, 3, 5, 4], "exact"),
    case("five at tau 0", five, [2, 5, 3, 1, 4], "exact"),
    case("twelve", *correlated(12, 1), "exact"),
    case("fifty", *correlated(50, 0.3), "exact"),
    case("170", *correlated(170, 0.1), "exact"),
    case("170, nearly in order", *correlated(170, 6), "exact"),
    case("171", *correlated(171, 0.1), "asymptotic"),
    case("171, strongly", *correlated(171, 2), "asymptotic"),
    case("five, two tied in y", five, [1, 2, 2, 3, 4], "every order"),
    case("five, ties in both", [0, 0, 1, 2, 2], [0.5, 0.6, 0.6, 0.6, 0.9], "every order"),
    case("eight, ties in both", [0, 0, 0, 1, 1, 2, 3, 3], [3, 1, 1, 2, 4, 4, 4, 9], "every order"),
    case("eight, ties in both, other way", [0, 0, 1, 1, 2, 2, 3, 3], [9, 7, 7, 8, 5, 2, 2, 1], "every order"),
    case("eight, few values", [0, 0, 0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 1, 1, 1, 1], "every order"),
    case("ten, ties", [0, 0, 0, 1, 1, 2, 3, 3, 4, 4], [3, 1, 1, 2, 4, 4, 4, 9, 8, 8], "asymptotic"),
    case("knobs by ten seeds", numpy.repeat(five, 10), rng.normal(size=50).round(3) + numpy.repeat(five, 10) / 4, "asymptotic"),
    case("60 with many ties", *correlated(60, 0.5, decimals=0), "asymptotic"),
    case("300 with few ties", *correlated(300, 0.2, decimals=2), "asymptotic"),
]

versions = {"python": platform.python_version(), "numpy": numpy.__version__, "scipy": scipy.__version__}
with open("fixtures/golden/kendall.json", "w") as file:
    rows = ",\n  ".join(json.dumps(each) for each in cases)
    file.write(f'{{"script": "scripts/kendall-values.py", "versions": {json.dumps(versions)}, "cases": [\n  {rows}\n]}}\n')
