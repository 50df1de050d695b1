// Measures seeded activations into the folder given; says "begun" when pairs are coming in. Killed by the tests that start it.
import { activationMatrix } from "#src/activations.js"
import { normals, seededRandom } from "#src/random.js"
import { measureToRun } from "#src/store/index.js"

const [directory, neurons, examples] = process.argv.slice(2)
const random = normals(seededRandom(7))
const data = Float64Array.from({ length: examples * neurons }, random)
const activations = activationMatrix(data, Number(examples), Number(neurons))
process.stdout.write("ready\n")
await measureToRun(activations, directory, {
  threads: 1,
  keepActivations: true,
  onProgress: ({ donePairs }) => process.stdout.write(`${donePairs}\n`),
})
