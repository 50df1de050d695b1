"""Entropy of every neuron over 100 bins that all neurons share, as with NumPy's histogram."""

import numpy as np
from serve import serve


def entropies(values):
    edges = np.histogram_bin_edges(values, bins=100)
    results = []
    for row in values:
        counts = np.histogram(row, bins=edges)[0]
        shares = counts[counts > 0] / len(row)
        results.append(-(shares * np.log(shares)).sum())
    return results


serve(entropies)
