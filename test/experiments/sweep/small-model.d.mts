import type { ModelSpec } from "#src/experiments/sweep/model-spec.js"

export function smallModel(seed: number, training?: Partial<ModelSpec["training"]>): ModelSpec
