// Runs a model that never ends in a probe, and says so once it runs. Killed by the test that starts it.

import { readModel } from "#src/capture/graph/read-model.js"
import { startProbe } from "#src/capture/runtime/probe.js"

const model = await readModel(process.argv[2])
const probe = await startProbe(model, ["y"], { timeout: 600 })
const ended = probe.run({ x: { shape: [1, 6], data: new Float32Array(6).fill(1) } }, ["y"])
process.stdout.write("running\n")
await ended
