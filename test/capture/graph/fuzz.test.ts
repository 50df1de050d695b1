import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { withOutputs } from "#src/capture/graph/edit-model.js"
import { parseModel } from "#src/capture/graph/read-model.js"
import { candidateTensors, measurementPoints } from "#src/capture/points/points.js"
import { RoteError } from "#src/errors.js"
import { type Mutation, mutate, mutatedFile } from "../../readers/mutations.js"
import { modelBytes, onnxPath } from "./onnx-files.js"

const runs = 4000
const mlp = new Uint8Array(readFileSync(onnxPath("mlp.onnx")))
const files = [
  ...["good_control", "nasty_names", "endless_loop", "custom_domain", "external_short"].map(
    (name) => new Uint8Array(readFileSync(onnxPath(`hostile/onnx_${name}.onnx`))),
  ),
  new Uint8Array(readFileSync(onnxPath("mlp_external.onnx"))),
  branching(),
]

/** Tags of graphs, nodes, stored tensors, outputs; names; lengths that lie. */
const tokens = [
  "\x3a",
  "\x0a\x01x",
  "\x12\x01y",
  "\x2a\x04\x08\x04\x10\x01",
  "\x62\x03\x0a\x01y",
  "Relu",
  "../",
  "\xff\xff\xff\xff\x07",
  "\x00",
]

describe("whatever the bytes, a model is read or refused by name", () => {
  test(`${runs} mutated models`, async () => {
    const outcomes = new Map<string, number>()
    const check = async ([file, mutations]: [number, Mutation[]]) => {
      const outcome = await outcomeOf(new Uint8Array(mutate(files[file], mutations, tokens)))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    await fc.assert(fc.asyncProperty(mutatedFile(files.length), check), { seed: 1100, numRuns: runs })
    expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(runs)
    // Neither a reader that refuses everything nor one that hardly looks would have tested anything.
    expect(outcomes.get("reads")).toBeGreaterThan(100)
    expect(outcomes.size).toBeGreaterThan(5)
  })

  test("cut anywhere before the four bytes behind its graph, it is refused", async () => {
    const cut = fc.asyncProperty(fc.nat(mlp.length - 5), async (length) => {
      expect(["truncated", "malformed"]).toContain(await outcomeOf(mlp.slice(0, length)))
    })
    await fc.assert(cut, { seed: 1100, numRuns: 500 })
  })
})

/**
 * "reads" for a model whose points can be asked for and added as outputs, or the code of our own error; anything else
 * is thrown.
 */
async function outcomeOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const model = await parseModel(bytes, onnxPath("fuzzed.onnx"))
    const tensors = candidateTensors(model)
    const infos = tensors.map((name) => ({ name, type: "float32", shape: ["", 8] }))
    const added = await parseModel(withOutputs(model, tensors), model.path)
    for (const { tensor } of measurementPoints(added, infos)) expect(tensors).toContain(tensor)
    expect(added.outputs).toEqual([...new Set([...model.outputs, ...tensors])])
    return "reads"
  } catch (error) {
    if (error instanceof RoteError) return error.code
    throw error
  }
}

/** A graph with a branch, a constant in it, and metadata of PyTorch's. */
function branching(): Uint8Array<ArrayBuffer> {
  const constant = { name: "c", dims: [2], dataType: 1, floatData: [new Uint8Array(8)] }
  const inner = {
    node: [
      { opType: "Constant", output: ["c"], attribute: [{ name: "value", t: constant }] },
      { opType: "Mul", input: ["h", "c"], output: ["i"] },
    ],
    output: [{ name: "i" }],
  }
  const metadataProps = [{ key: "pkg.torch.onnx.name_scopes", value: "['', 'layer.0', 'relu']" }]
  return modelBytes({
    graph: {
      node: [
        { opType: "Relu", input: ["x"], output: ["h"], metadataProps },
        { opType: "If", input: ["x"], output: ["y"], attribute: [{ name: "then_branch", g: inner }] },
      ],
      input: [{ name: "x", type: { tensorType: { shape: { dim: [{ dimParam: "batch" }, { dimValue: 8 }] } } } }],
      output: [{ name: "y" }],
    },
  })
}
