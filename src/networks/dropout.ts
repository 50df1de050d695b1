import { type numpy as np, random } from "@jax-js/jax"
import type { Training } from "./network.js"

/** Consumes values; in training each is kept with probability 1 − `share`, and then divided by it, otherwise made 0. */
export type Dropout = (values: np.Array, share: number) => np.Array
