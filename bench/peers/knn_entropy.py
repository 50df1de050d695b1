"""Kozachenko-Leonenko entropy, k = 3, of every neuron over its standard deviation, with SciPy's KD-tree."""

import numpy as np
from scipy.spatial import cKDTree
from scipy.special import digamma
from serve import serve

K = 3


def entropies(values):
    results = []
    for row in values.astype(np.float64):
        points = (row / row.std()).reshape(-1, 1)
        distances = cKDTree(points).query(points, K + 1)[0][:, K]
        results.append(digamma(len(row)) - digamma(K) + np.log(2 * distances).mean())
    return results


serve(entropies)
