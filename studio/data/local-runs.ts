import type { ActivationMatrix } from "#src/activations.js"
import { RoteError } from "#src/errors.js"
import type { Measurement } from "#src/estimators/measurement.js"
import { printableMeasurement } from "#src/report/report-run.js"
import type { RunEntry } from "#src/server/api.js"
import { localMatrix } from "./local-matrix.js"
import type { StudioRun } from "./studio-run.js"

/** Runs measured in the page, for as long as it is open. */
const runs = new Map<string, { run: StudioRun; entry: RunEntry }>()

/** Takes in a measurement of the page as a run like the folder's, under a name that is still free. */
export function addLocalRun(name: string, measurement: Measurement, activations: ActivationMatrix): StudioRun {
  const id = freeId(name)
  const { mutualInformation, ...table } = printableMeasurement(measurement)
  const run: StudioRun = {
    id,
    name,
    measurement: { ...table, mutualInformation: null },
    files: [name],
    captured: false,
    rowExamples: null,
    matrixNeurons: mutualInformation?.neurons ?? null,
    matrixSize: mutualInformation?.neurons.length ?? null,
    pairs: async () => mutualInformation,
    activations: async () => ({ ...activations, layers: table.layers }),
    ...localMatrix(mutualInformation),
  }
  runs.set(id, { run, entry: entryOf(id, measurement, activations, name) })
  return run
}

/** @throws RoteError `io` for one of an earlier visit: what is measured in the page lives no longer than it */
export function localRun(id: string): StudioRun {
  const found = runs.get(id)
  if (found !== undefined) return found.run
  throw new RoteError("io", {
    input: id.slice("file:".length),
    expected: "a file measured since this page was opened",
    found: "none of that name",
    hint: "nothing measured in the page is kept anywhere: measure the file again",
  })
}

/** As the folder's runs are listed, the newest first. */
export function localEntries(): RunEntry[] {
  return [...runs.values()].map(({ entry }) => entry).reverse()
}

function freeId(name: string): string {
  let id = `file:${name}`
  for (let again = 2; runs.has(id); again++) id = `file:${name} (${again})`
  return id
}

function entryOf(path: string, measurement: Measurement, activations: ActivationMatrix, file: string): RunEntry {
  const { examples, neurons, layers, settings, summary, mutualInformation } = measurement
  const { entropy, entropyLocal, entropyKnn } = summary.all
  return {
    kind: "run",
    path,
    state: "complete",
    fault: null,
    started: new Date().toISOString(),
    seconds: null,
    sweep: null,
    share: 1,
    measured: {
      examples,
      neurons,
      layers,
      settings,
      files: [file],
      captured: false,
      activationBytes: activations.data.byteLength,
      matrixSize: mutualInformation?.neurons.length ?? null,
      means: {
        entropy: entropy.mean,
        entropyLocal: entropyLocal.mean,
        entropyKnn: entropyKnn.mean,
        mutualInformation: summary.all.mutualInformation?.mean ?? null,
      },
    },
  }
}
