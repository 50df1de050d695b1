/** A model of the circles that trains in a moment. */
export function smallModel(seed, training = {}) {
  return {
    id: `division-0.9-seed-${seed}`,
    data: { kind: "circles", points: 80, division: 0.9, validationPoints: 100, seed },
    network: { kind: "mlp", hidden: [5, 4], start: "pytorch" },
    training: {
      epochs: 9,
      batchSize: 32,
      optimizer: { learningRate: 0.02 },
      schedule: "constant",
      seed,
      select: "final",
      stopping: null,
      ...training,
    },
    measurement: { bins: 20, neurons: null, seed: 0, snapshots: { examples: 50, neurons: 3 } },
  }
}
