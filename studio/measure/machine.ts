/** Threads that measure: with memory of their own each would need a copy of the activations, so that there is one. */
export const threads = crossOriginIsolated ? navigator.hardwareConcurrency : 1

/** Bytes of memory, as far as the browser says; they round it, and some keep silent. */
export const memory = ((navigator as { deviceMemory?: number }).deviceMemory ?? 4) * 2 ** 30

/** Bytes of the largest activations measured here: they lie in the worker, and again with the result. */
export const mostBytes = memory / 4
