import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it, vi } from "vitest"
import { readModel } from "#src/capture/graph/read-model.js"
import { capture } from "#src/capture/index.js"
import { startProbe } from "#src/capture/runtime/probe.js"
import { openSession } from "#src/capture/runtime/session.js"
import { graphModel, hostile } from "../models.js"
import { probes } from "./probes.js"

const endless = join(hostile, "onnx_endless_loop.onnx")
const ones = { x: { shape: [1, 6], data: new Float32Array(6).fill(1) } }

async function noneOfOursLeft() {
  await vi.waitFor(() => expect(probes().filter(({ parent }) => parent === process.pid)).toEqual([]), 5000)
}

describe("a model that is run in a process of its own", () => {
  it("tells its tensors, and what it makes of them, as a session in this process would", async () => {
    const model = await readModel(join(hostile, "onnx_good_control.onnx"))
    const probe = await startProbe(model, ["h", "y"])
    expect(probe.inputs).toEqual([{ name: "x", type: "float32", shape: ["batch", 6] }])
    expect(probe.outputs.map(({ name }) => name)).toEqual(["h", "y"])
    expect((await probe.run(ones, ["h"])).h).toEqual({ shape: [1, 4], data: expect.any(Float32Array) })
    const zeros = { x: { shape: [5, 6], data: new Float32Array(30) } }
    const made = await probe.run(zeros, ["y", "h"])
    const session = await openSession(model, ["y", "h"])
    expect(made).toEqual(await session.run(zeros))
    expect(made.y.shape).toEqual([5, 4])
    await session.release()
    probe.stop()
    await noneOfOursLeft()
  })

  it("is ended when it does not end by itself", async () => {
    const began = performance.now()
    const inputs = oneExample()
    await expect(capture(endless, inputs, { timeout: 2, nodes: ["y"] })).rejects.toMatchObject({
      code: "limit-exceeded",
      message: expect.stringMatching(/within 2 s, found one that did not end; .*--timeout/),
    })
    expect(performance.now() - began).toBeLessThan(8000)
    await noneOfOursLeft()
  })

  it("is ended where it asks for too much memory, by the runtime or by us", async () => {
    const bomb = join(hostile, "onnx_memory_bomb.onnx")
    await expect(capture(bomb, oneExample())).rejects.toMatchObject({ code: "limit-exceeded" })
    const refusal = {
      code: "limit-exceeded",
      message: expect.stringMatching(/within 300 MB of memory, found one that takes more/),
    }
    await expect(capture(hungry(), oneExample(), { memory: 300 * 2 ** 20, nodes: ["y"] })).rejects.toMatchObject(
      refusal,
    )
    await noneOfOursLeft()
  })

  it("is ended when nobody waits for it any more", async () => {
    const controller = new AbortController()
    const model = await readModel(endless)
    const probe = await startProbe(model, ["y"], { signal: controller.signal })
    const running = probe.run(ones, ["y"])
    controller.abort(new Error("enough"))
    await expect(running).rejects.toThrow("enough")
    await noneOfOursLeft()
  })

  it("ends when the process that asked is killed, though it runs for ever itself", async () => {
    const program = fileURLToPath(new URL("endless-child.mjs", import.meta.url))
    const parent = spawn(process.execPath, [program, endless], { stdio: ["ignore", "pipe", "inherit"] })
    const [said] = await once(parent.stdout, "data")
    expect(String(said)).toBe("running\n")
    const [child] = probes().filter((probe) => probe.parent === parent.pid)
    expect(child).toBeDefined()
    parent.kill("SIGKILL")
    await vi.waitFor(() => expect(probes().map(({ id }) => id)).not.toContain(child.id), 5000)
  })
})

/** An input of six ones, and of no file. */
function oneExample() {
  return {
    examples: 1,
    batch: async () => ones,
    describe: () => ({ kind: "array" as const, index: 0 }),
    files: [],
  }
}

/** y is a mean over 6 × 40 million ones: a gigabyte of products stands between. */
function hungry(): string {
  const width = 40_000_000
  return graphModel({
    inputs: [{ name: "x", shape: ["batch", 6] }],
    nodes: [
      { name: "up", operator: "Transpose", inputs: ["x"], outputs: ["column"], attributes: { perm: [1, 0] } },
      {
        name: "tile",
        operator: "Conv",
        inputs: ["ones", "kernel"],
        outputs: ["map"],
        attributes: { pads: [0, width] },
      },
      { name: "flat", operator: "Flatten", inputs: ["map"], outputs: ["row"] },
      { name: "outer", operator: "MatMul", inputs: ["column", "row"], outputs: ["wide"] },
      { name: "mean", operator: "ReduceMean", inputs: ["wide"], outputs: ["means"], attributes: { axes: [1] } },
      { name: "back", operator: "Transpose", inputs: ["means"], outputs: ["y"], attributes: { perm: [1, 0] } },
    ],
    outputs: [{ name: "y", shape: [1, 6] }],
    weights: {
      ones: { shape: [1, 1, 1], data: Float32Array.of(1) },
      kernel: { shape: [1, 1, 1], data: Float32Array.of(1) },
    },
  })
}
