import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { measure } from "#src/estimators/measure.js"
import { readActivations } from "#src/readers/index.js"
import { exportMatrix, exportNeurons } from "#src/store/index.js"
import { sampleActivations, temporaryFolder } from "./runs.js"

it("exports the matrix as .npy, which reads back to the bit", async () => {
  const path = join(temporaryFolder(), "matrix.npy")
  const measurement = await measure(sampleActivations(6), { threads: 1 })
  await exportMatrix(measurement, path)
  const { data, examples, neurons } = await readActivations(path)
  expect([examples, neurons]).toEqual([6, 6])
  expect(Array.from(data)).toEqual(Array.from(measurement.mutualInformation?.values ?? []))
})

it("exports the neurons as CSV, a row each, names quoted where they must be", async () => {
  const path = join(temporaryFolder(), "neurons.csv")
  const activations = { ...sampleActivations(3), neuronNames: ["plain", 'a "quoted", one', "two\nlines"] }
  activations.layers[0].name = "a,b"
  const measurement = await measure(activations, { threads: 1, neurons: 1 })
  await exportNeurons(measurement, path)
  const text = readFileSync(path, "utf8")
  const { mean } = measurement.neuronTable
  expect(text.slice(0, 60)).toBe("neuron,layer,index_in_layer,neuron_name,matrix_row,mean,stan")
  expect(text).toContain(`\n0,"a,b",0,plain,-1,${mean[0]},`)
  expect(text).toContain(`\n1,"a,b",1,"a ""quoted"", one",0,${mean[1]},`)
  expect(text).toContain(`\n2,second,0,"two\nlines",1,${mean[2]},`)
})

it("refuses to export the matrix of a measurement without one", async () => {
  const measurement = await measure(sampleActivations(3), { mutualInformation: "none" })
  await expect(exportMatrix(measurement, "never.npy")).rejects.toMatchObject({ code: "bad-option" })
})
