import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { parseModel, readModel } from "#src/capture/graph/read-model.js"
import { RoteError } from "#src/errors.js"
import { timed } from "../../timed.js"
import { fixtureModels, hostileModels, modelBytes, oneStep, onnxPath } from "./onnx-files.js"

let folder = ""

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rote-onnx-"))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** The error's code, or "reads", and its message. */
async function outcomeOf(reading: Promise<unknown>): Promise<{ outcome: string; text: string }> {
  try {
    await reading
    return { outcome: "reads", text: "" }
  } catch (error) {
    if (!(error instanceof RoteError)) throw error
    return { outcome: error.code, text: error.message }
  }
}

const parsed = (message: object) => outcomeOf(parseModel(modelBytes(message), join(folder, "model.onnx")))

test.each([
  ["a zip archive, as torch.save writes it", [0x50, 0x4b, 3, 4]],
  ["a pickle, as torch.save once wrote it", [0x80, 2, 0x8a, 0x0a]],
])("%s is told how to become ONNX", async (_, bytes) => {
  const path = join(folder, "model.pt")
  writeFileSync(path, Uint8Array.from(bytes))
  const { outcome, text } = await outcomeOf(readModel(path))
  expect(outcome).toBe("unsupported-format")
  expect(text).toMatch(/found a PyTorch file.*torch\.onnx\.export/)
})

describe("every hostile model gets its named error within a second, before any runtime sees it", timed, () => {
  test.each(hostileModels)("$file: $why → $outcome", async ({ file, outcome }) => {
    const start = performance.now()
    const found = await outcomeOf(readModel(onnxPath(`hostile/${file}`)))
    expect(performance.now() - start).toBeLessThan(1000)
    expect(found.outcome).toBe(outcome === "runtime" ? "reads" : outcome)
    if (found.outcome !== "reads") expect(found.text).toContain(file)
  })
})

describe("what is read of a model", () => {
  test.each(Object.values(fixtureModels))("$model, without a warning", async ({ model, modules }) => {
    const { nodes, inputShapes, warnings, outputs } = await readModel(onnxPath(model))
    const made = new Set(nodes.flatMap((node) => node.outputs))
    for (const { tensor } of Object.values(modules)) expect(made).toContain(tensor)
    expect({ batch: inputShapes[0][0], warnings, outputs }).toEqual({
      batch: "batch",
      warnings: [],
      outputs: ["logits"],
    })
  })

  test("what has to be fed, with its shape; what is stored; who made the file; where the weights are", async () => {
    const cnn = await readModel(onnxPath("cnn.onnx"))
    expect(cnn).toMatchObject({ name: "cnn", producer: "pytorch", inputs: ["image"] })
    expect(cnn.inputShapes).toEqual([["batch", 3, 48, 48]])
    expect(cnn.initializers).toContainEqual({ name: "fc.weight", shape: [10, 64] })
    expect(cnn.externalFiles).toEqual([])
    expect((await readModel(onnxPath("mlp_external.onnx"))).externalFiles).toEqual([onnxPath("mlp_external.onnx.data")])
  })

  test("modules, from the names of one of PyTorch's exporters and the metadata of the other", async () => {
    const modules = async (file: string) => (await readModel(onnxPath(file))).nodes.map(({ module }) => module)
    expect(await modules("cnn.onnx")).toEqual(expect.arrayContaining(["conv1", "layer2.0.down.0", "layer4.1.relu2"]))
    expect(await modules("cnn_dynamo.onnx")).toEqual(expect.arrayContaining(["bn1", "layer2.0.down.1", "layer4.1"]))
    expect(await modules("distilbert.onnx")).toContain("base.transformer.layer.0.ffn.activation")
  })

  test("a model in a Hugging Face folder is called as the folder", async () => {
    mkdirSync(join(folder, "tiny-bert/onnx"), { recursive: true })
    writeFileSync(join(folder, "tiny-bert/config.json"), "{}")
    for (const file of ["tiny-bert/model.onnx", "tiny-bert/onnx/model.onnx"]) {
      writeFileSync(join(folder, file), modelBytes(oneStep()))
      expect((await readModel(join(folder, file))).name).toBe("tiny-bert")
    }
  })

  test("an input that is stored as well need not be fed", async () => {
    const stored = { name: "w", dims: [2], dataType: 1, rawData: new Uint8Array(8) }
    const bytes = modelBytes(oneStep({ input: [{ name: "x" }, { name: "w" }], initializer: [stored] }))
    expect((await parseModel(bytes, "m.onnx")).inputs).toEqual(["x"])
  })

  test("names stay as they are, and are escaped in messages", async () => {
    const model = await readModel(onnxPath("hostile/onnx_nasty_names.onnx"))
    expect(model.nodes[0].outputs).toEqual(["__proto__"])
    const { text } = await parsed(oneStep({ output: [{ name: "\u001b[2J" }] }))
    expect(text).toContain("\\u{1b}[2J")
  })

  test("nodes in any order, with a warning", async () => {
    const { warnings } = await readModel(onnxPath("hostile/onnx_unsorted.onnx"))
    expect(warnings).toEqual([expect.stringMatching(/not in the order in which they run/)])
  })
})

describe("branches and bodies", () => {
  const branch = (input: string) => ({
    node: [{ opType: "Neg", input: [input], output: ["inner"] }],
    output: [{ name: "inner" }],
  })
  const branching = (input: string, more: object[] = []) => ({
    node: [
      { name: "if", opType: "If", input: ["x"], output: ["y"], attribute: [{ name: "then", g: branch(input) }] },
      ...more,
    ],
  })

  test("use the tensors of the graph around them", async () => {
    const makesH = { opType: "Relu", input: ["x"], output: ["h"] }
    const { nodes, warnings } = await parseModel(modelBytes(oneStep(branching("h", [makesH]))), "m.onnx")
    expect(nodes[0].captured).toEqual(["h"])
    expect(warnings).toHaveLength(1)
  })

  test("wait for nothing that waits for them", async () => {
    const makesH = { opType: "Relu", input: ["y"], output: ["h"] }
    expect((await parsed(oneStep(branching("h", [makesH])))).text).toMatch(/without cycles/)
  })

  test("need tensors that something makes", async () => {
    expect((await parsed(oneStep(branching("nowhere")))).text).toMatch(/makes "nowhere"/)
  })
})

describe("operators of a domain", () => {
  const node = { opType: "Mine", domain: "my.own", input: ["x"], output: ["y"] }

  test("that the model defines itself are known", async () => {
    expect(
      (await parsed({ ...oneStep({ node: [node] }), functions: [{ name: "Mine", domain: "my.own" }] })).outcome,
    ).toBe("reads")
  })

  test("that nobody knows are named", async () => {
    expect(await parsed(oneStep({ node: [node] }))).toMatchObject({
      outcome: "unsupported-format",
      text: expect.stringContaining("Mine of my.own"),
    })
  })
})

describe("stored tensors are as large as they say, wherever they are", () => {
  const floats = (dims: number[], more: object) => ({ name: "w", dataType: 1, dims, ...more })
  const whole = floats([2], { rawData: new Uint8Array(8) })

  test.each([
    ["raw data", whole, "reads"],
    ["raw data too long", floats([2], { rawData: new Uint8Array(9) }), "trailing-bytes"],
    ["none at all", floats([2], {}), "truncated"],
    ["nothing for nothing", floats([0], {}), "reads"],
    ["one number for no axes", floats([], { rawData: new Uint8Array(4) }), "reads"],
    ["packed floats", floats([3], { floatData: [new Uint8Array(8), new Uint8Array(4)] }), "reads"],
    ["too few packed floats", floats([3], { floatData: [new Uint8Array(8)] }), "truncated"],
    ["varints", { ...floats([2], { int64Data: [new Uint8Array([0x80, 1, 5])] }), dataType: 7 }, "reads"],
    ["texts", { ...floats([2], { stringData: [new Uint8Array(3), new Uint8Array()] }), dataType: 8 }, "reads"],
    ["half bytes, rounded up", { ...floats([3], { rawData: new Uint8Array(2) }), dataType: 22 }, "reads"],
    ["complex numbers", { ...floats([1], { floatData: [new Uint8Array(8)] }), dataType: 14 }, "reads"],
    ["a product beyond 2^64", floats([2 ** 40, 2 ** 40], { rawData: new Uint8Array(8) }), "truncated"],
  ])("%s", async (_, tensor, outcome) => {
    expect((await parsed(oneStep({ initializer: [tensor] }))).outcome).toBe(outcome)
    const constant = { opType: "Constant", output: ["c"], attribute: [{ name: "value", t: tensor }] }
    const step = { opType: "Relu", input: ["x"], output: ["y"] }
    expect((await parsed(oneStep({ node: [constant, step] }))).outcome).toBe(outcome)
    expect((await parsed(oneStep({ sparseInitializer: [{ values: tensor, indices: whole }] }))).outcome).toBe(outcome)
  })
})

describe("external data", () => {
  const external = (entries: Record<string, string>) =>
    oneStep({
      initializer: [
        {
          name: "w",
          dims: [4],
          dataType: 1,
          dataLocation: 1,
          externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
        },
      ],
    })

  beforeAll(() => {
    mkdirSync(join(folder, "weights"))
    writeFileSync(join(folder, "weights/w.bin"), new Uint8Array(20))
    writeFileSync(join(folder, "w.bin"), new Uint8Array(20))
    symlinkSync("w.bin", join(folder, "link.bin"))
    symlinkSync("weights", join(folder, "link"))
  })

  test.each([
    ["beside the model", { location: "w.bin" }, "reads"],
    ["in a folder below, at a place", { location: "weights/w.bin", offset: "4", length: "16" }, "reads"],
    ["at a place too late", { location: "w.bin", offset: "5" }, "truncated"],
    ["of another length", { location: "w.bin", length: "12" }, "malformed"],
    ["of a fractional length", { location: "w.bin", length: "16.0" }, "malformed"],
    ["nowhere", {}, "malformed"],
    ["in a folder", { location: "weights" }, "io"],
    ["below a file", { location: "w.bin/x" }, "io"],
    ["through a link", { location: "link.bin" }, "malformed"],
    ["through a link to a folder", { location: "link/w.bin" }, "malformed"],
    ["above the folder and back", { location: "../x/w.bin" }, "malformed"],
    ["the folder itself", { location: "./" }, "malformed"],
    ["by Windows' separators", { location: "weights\\..\\..\\w.bin" }, "malformed"],
    ["by a drive", { location: "C:\\w.bin" }, "malformed"],
    ["behind a null", { location: "w.bin\0.txt" }, "malformed"],
    ["in the runtime's memory", { location: "*/_ORT_MEM_ADDR_/*" }, "malformed"],
  ])("%s → %s", async (_, entries, outcome) => {
    expect((await parsed(external(entries))).outcome).toBe(outcome)
  })

  test("whose place is said twice is refused", async () => {
    const places = ["w.bin", "/etc/passwd"].map((value) => ({ key: "location", value }))
    const tensor = { name: "w", dims: [4], dataType: 1, dataLocation: 1, externalData: places }
    expect((await parsed(oneStep({ initializer: [tensor] }))).text).toMatch(/once, found location, location/)
  })

  test("is looked at in both of two graphs, which protobuf merges", async () => {
    const both = Buffer.concat([modelBytes(external({ location: "/etc/passwd" })), modelBytes({ graph: {} })])
    expect((await outcomeOf(parseModel(new Uint8Array(both), join(folder, "model.onnx")))).text).toMatch(/etc\/passwd/)
  })

  test("a link is named, with what it leads to and what to do", async () => {
    const { text } = await parsed(external({ location: "link.bin" }))
    expect(text).toMatch(/link\.bin, a symbolic link to .*w\.bin; .*cp -L/)
  })
})

describe("files that are no model", () => {
  test.each([
    ["2 GiB", () => truncateSync(file("huge.onnx"), 2 ** 31), "huge.onnx", "limit-exceeded"],
    ["a folder", () => mkdirSync(file("folder.onnx")), "folder.onnx", "unsupported-format"],
    ["nothing", () => undefined, "missing.onnx", "io"],
    ["text", () => writeFileSync(file("text.onnx"), "not a model at all\n"), "text.onnx", "malformed"],
    ["names that are not UTF-8", () => writeFileSync(file("latin.onnx"), badName()), "latin.onnx", "malformed"],
    ["messages in messages", () => writeFileSync(file("deep.onnx"), nested(4998)), "deep.onnx", "malformed"],
    ["millions of nodes", () => writeFileSync(file("many.onnx"), manyNodes(2_500_000)), "many.onnx", "limit-exceeded"],
  ])("%s", async (_, make, name, outcome) => {
    if (name === "huge.onnx") writeFileSync(file(name), "")
    make()
    const start = performance.now()
    const found = await outcomeOf(readModel(file(name)))
    expect(found.outcome).toBe(outcome)
    expect(found.text).toContain(name)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  const file = (name: string) => join(folder, name)
})

/** A graph with an output whose name is the byte 0xff. */
function badName(): Uint8Array {
  return new Uint8Array([0x3a, 5, 0x62, 3, 0x0a, 1, 0xff])
}

/** Graphs in attributes of nodes of graphs. */
function nested(depth: number): Uint8Array {
  let bytes: Uint8Array = new Uint8Array()
  for (let level = 0; level < depth; level++) bytes = field([0x32, 0x2a, 0x0a][level % 3], bytes)
  return field(0x3a, bytes)
}

/** A graph of nodes that take two bytes each. */
function manyNodes(count: number): Uint8Array {
  const nodes = new Uint8Array(2 * count)
  for (let node = 0; node < count; node++) nodes[2 * node] = 0x0a
  return field(0x3a, nodes)
}

/** A field of protobuf: its tag, its length as a varint, its content. */
function field(tag: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([tag, ...varint(content.length)]), content])
}

function varint(value: number): number[] {
  return value > 127 ? [(value & 127) | 128, ...varint(value >>> 7)] : [value]
}
