"""Mutual information of the first neuron with each of the others by scikit-learn (KSG-1 on scaled values, k = 3)."""

from serve import serve
from sklearn.feature_selection import mutual_info_regression


def information_of_first(values):
    return mutual_info_regression(values[1:].T, values[0], n_neighbors=3, random_state=0)


serve(information_of_first)
