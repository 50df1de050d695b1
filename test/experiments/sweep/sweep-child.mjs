// Trains a small sweep of circles into the folder given, in two processes; prints the name of each model that is done.
// Killed by the test that starts it.
import { runModels } from "#src/experiments/sweep/run-models-node.js"
import { smallModel } from "./small-model.mjs"

const specs = [0, 1, 2, 3].map((seed) => smallModel(seed, { epochs: 60 }))
await runModels(specs, {
  folder: process.argv[2],
  workers: 2,
  onModel: ({ spec }) => process.stdout.write(`${spec.id}\n`),
})
