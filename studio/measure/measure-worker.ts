import type { ActivationMatrix } from "#src/activations.js"
import { RoteError } from "#src/errors.js"
import { forecastMeasurement } from "#src/estimators/forecast.js"
import { measure, resolveSettings } from "#src/estimators/measure.js"
import type { PairwiseProgress } from "#src/estimators/pairwise.js"
import { listLayers } from "#src/readers/list-layers.js"
import { parseActivations } from "#src/readers/parse.js"
import { threads } from "./machine.js"
import type { Answer, Fault, Measured, Question, WorkerTasks } from "./worker-tasks.js"

let activations: ActivationMatrix
let asked = 0

const tasks: WorkerTasks = {
  list: (file) => listLayers(file, file.name),
  read: async ({ file, options }) => {
    const warnings: string[] = []
    activations = await parseActivations(file, file.name, {
      ...options,
      onWarning: (message) => warnings.push(message),
    })
    const { examples, neurons, layers, data } = activations
    return { examples, neurons, layers, dtype: data instanceof Float32Array ? "float32" : "float64", warnings }
  },
  forecast: async (options) => forecastMeasurement(activations, resolveSettings(options), threads),
  measure: async (options) => {
    const measurement = await measure(activations, { ...options, threads, onProgress: reporter(asked) })
    return { measurement, activations }
  },
}

addEventListener("message", async ({ data: { id, task, wanted } }: MessageEvent<Question>) => {
  asked = id
  try {
    const value = await tasks[task](wanted as never)
    post({ id, value }, task === "measure" ? matrixOf(value as Measured) : [])
  } catch (error) {
    post({ id, fault: faultOf(error) })
  }
})

const millisecondsBetweenReports = 100

/** Pairs are heard of by the thousand a second; the page is told now and then. */
function reporter(id: number): (progress: PairwiseProgress) => void {
  let last = Number.NEGATIVE_INFINITY
  return (progress) => {
    const now = performance.now()
    if (now - last < millisecondsBetweenReports && progress.donePairs < progress.totalPairs) return
    last = now
    post({ id, progress })
  }
}

function faultOf(error: unknown): Fault {
  if (error instanceof RoteError) return { code: error.code, message: error.message }
  const said = error instanceof Error ? error.message : String(error)
  return { code: null, message: `a fault of rote's own, not of your file: ${said}` }
}

/** It may take half of the memory: it is handed over, not copied. */
function matrixOf({ measurement: { mutualInformation } }: Measured): Transferable[] {
  return mutualInformation === null ? [] : [mutualInformation.values.buffer as ArrayBuffer]
}

function post(answer: Answer, transfer: Transferable[] = []): void {
  postMessage(answer, { transfer })
}
