import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { type EntropyComparison, entropyRows } from "#bench/entropy-rows.js"
import { type PairComparison, pairRows } from "#bench/pair-rows.js"
import { installedPeers, type Peer, parmigene, whereToGet } from "#bench/peers.js"
import type { Row } from "#bench/question.js"
import { powerLawExponent } from "#bench/scaling.js"
import { takeTurns } from "#bench/timing.js"
import { blockCorrelated, firstNeurons, postRelu, preActivations } from "#bench/workloads.js"
import { neuronValues } from "#src/activations.js"
import { checkArguments } from "#src/cli/arguments.js"
import { benchCommand } from "#src/cli/bench.js"
import { binnedEntropy, ksg, linspaceEdges } from "#src/kernels/reference/index.js"
import { tool } from "#src/store/tool.js"
import { rote } from "./rote.js"

const steps: string[] = []
const options = { quick: true, whole: false, seed: 0, threads: 2, onStep: (step: string) => void steps.push(step) }

/** A program in JavaScript in place of R or Python. */
function peerThat(answers: string): Peer {
  const folder = mkdtempSync(join(tmpdir(), "rote-peer-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const script = join(folder, "peer.mjs")
  writeFileSync(script, answers)
  return { ...parmigene, script }
}

/** Reads its values as any peer does, and says of each measurement that it took a second for each million of their bytes. */
const obedient = `
  import { once } from "node:events"
  const bytes = 4 * process.argv[2] * process.argv[3]
  let held = Buffer.alloc(0)
  const more = async () => { held = Buffer.concat([held, (await once(process.stdin, "data"))[0]]) }
  while (held.length < bytes) await more()
  const values = new Float32Array(Uint8Array.from(held.subarray(0, bytes)).buffer)
  held = held.subarray(bytes)
  console.log("ready")
  process.stdin.on("end", () => process.exit())
  for (;;) {
    while (!held.includes("\\n")) await more()
    held = held.subarray(held.indexOf("\\n") + 1)
    console.log(JSON.stringify({ seconds: bytes / 1e6, mean: [...values].reduce((a, b) => a + b) / values.length }))
  }
`

function comparison(peers: PairComparison["peers"]): PairComparison {
  return {
    workload: blockCorrelated(200, 12, 1),
    quantities: [
      { name: "KSG", options: { method: "ksg", k: 3, reference: true }, twin: (x, y) => ksg(x, y, 3) },
      { name: "twice KSG", options: { method: "ksg", k: 3, reference: true }, twin: (x, y) => 2 * ksg(x, y, 3) },
    ],
    neurons: 12,
    twinPairs: 5,
    repetitions: 2,
    peers,
    target: 0.1,
  }
}

describe("rote bench", () => {
  it("prints one JSON object with the machine, the seed, and rows and notes of each question; steps go to stderr", async () => {
    const words = ["bench", "memory", "training", "--quick", "--seed", "7", "--json"]
    const { status, stdout, stderr } = await rote(".", ...words)
    const { questions, machine, ...others } = JSON.parse(stdout)
    expect({ status, others }).toEqual({ status: 0, others: { tool: "rote", version: tool.version, seed: 7 } })
    expect(Object.keys(machine)).toEqual(["cpu", "cores", "node"])
    expect(questions.map(Object.keys)).toEqual(Array(2).fill(["name", "rows", "notes"]))
    expect(questions.map(({ name }: Row) => name)).toEqual(["memory", "training"])
    expect(stderr).toMatch(/^memory: ksg of 90 neurons, 10,000 examples$/m)
    expect(questions[0].rows.length).toBe(2)
    for (const row of questions[0].rows) {
      const threads = row.threads * row["per thread MB"]
      expect(row["matrix MB"] + row["result MB"] + threads).toBeCloseTo(row["peak MB"], 6)
      expect(row["per thread MB"]).toBeGreaterThan(1)
      expect(row.reached).toBe("yes")
    }
  }, 180_000)

  it("prints a table under the machine and the seed", async () => {
    const { stdout } = await rote(".", "bench", "training", "--quick", "--seed", "3")
    expect(stdout).toMatch(/^rote .+ cores · Node v.+ · seed 3$/m)
    expect(stdout).toMatch(/^network +by +processes +batch +step ms +examples\/s.* of 2 × one$/m)
    expect(stdout).toMatch(/^MLP 392-256-256-256-10 +rote +1 +512 +[\d.]+ +[\d.,]+ .*≤ 3 of PyTorch/m)
    expect(stdout).toMatch(/^MLP 392-256-256-256-10 +rote +2 +512 +[\d.]+ +[\d.,]+ +0?[\d.]+$/m)
  }, 180_000)

  it("prints the step of an encoder of texts, beside PyTorch's or saying that it is not installed", async () => {
    const { stdout } = await rote(".", "bench", "transformer", "--quick")
    expect(stdout).toMatch(/^encoder, 4 × 128, texts of 128 tokens +rote +1 +16 +[\d.,]+ +[\d.,]+ .*≤ 3 of PyTorch/m)
    expect(stdout).toMatch(/^encoder, 4 × 128, texts of 128 tokens +PyTorch +(1 +16 +[\d.,]+|not installed)/m)
  }, 180_000)

  it("takes no question for all of them", () => {
    expect(() => checkArguments("bench", ["--quick"], benchCommand.args as never)).not.toThrow()
  })

  it("refuses an unknown question, and says which was meant", async () => {
    const { status, stdout, stderr } = await rote(".", "bench", "kernel")
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" })
    expect(stderr).toContain("did you mean kernels?")
  })

  it("refuses no threads at all", async () => {
    expect((await rote(".", "bench", "training", "--threads", "0")).status).toBe(2)
  })
})

describe("all pairs", () => {
  it("are timed with one thread and with all, and held to the plain twin", async () => {
    const rows = await pairRows(comparison([]), () => undefined, options)
    expect(rows.map(({ by, threads }) => [by, threads])).toEqual([
      ["rote", 1],
      ["rote", 2],
      ["plain twin", 1],
      ["rote", 1],
      ["rote", 2],
      ["plain twin", 1],
    ])
    for (const row of rows) expect(row["µs per pair"]).toBeCloseTo((Number(row.seconds) / 66) * 1e6, 6)
    expect(rows[0].difference).toBeLessThan(1e-9)
    expect(rows[3].difference).toBeGreaterThan(1e-3)
  })

  it("are compared with a peer at equal threads, per pair", async () => {
    const peer = peerThat(obedient)
    const rows = await pairRows(comparison([{ peer, neurons: 10 }]), () => process.execPath, options)
    const [one, two] = rows
    const [theirs] = rows.filter(({ by }) => by === "parmigene")
    const values = [...firstNeurons(comparison([]).workload, 10).data]
    expect(theirs.seconds).toBe(0.008)
    expect(theirs["µs per pair"]).toBeCloseTo(8000 / 45, 9)
    expect(theirs.mean).toBeCloseTo(values.reduce((sum, value) => sum + value) / values.length, 6)
    for (const ours of [one, two]) {
      const share = Number(ours["µs per pair"]) / (8000 / 45)
      expect(ours["of peer"]).toBeCloseTo(share, 9)
      expect(ours.target).toBe("≤ 0.1 of parmigene")
      expect(ours.reached).toBe(share <= 0.1 ? "yes" : "no")
    }
  })

  it("do without a peer that is not installed, and leave open what it would show", async () => {
    const rows = await pairRows(comparison([{ peer: parmigene, neurons: 4 }]), () => undefined, options)
    expect(rows.filter(({ by }) => by === "parmigene").map(({ seconds }) => seconds)).toEqual([
      "not installed",
      "not installed",
    ])
    expect(rows[0].reached).toBe("unknown")
  })

  it("do without a peer that fails, and tell its complaint", async () => {
    const peer = peerThat(`throw new Error("no such library")`)
    const rows = await pairRows(comparison([{ peer, neurons: 4 }]), () => process.execPath, options)
    expect(rows.at(-1)?.seconds).toBe("failed")
    expect(steps.find((step) => step.startsWith("parmigene failed: "))).toContain("no such library")
  })
})

describe("entropies", () => {
  const workload = blockCorrelated(300, 6, 2)
  const base: EntropyComparison = {
    workload,
    name: "binned entropy",
    options: { method: "binned", bins: 30, edges: "local" },
    twin: (a) =>
      Float64Array.from({ length: a.neurons }, (_, j) => {
        const values = neuronValues(a, j)
        return binnedEntropy(values, linspaceEdges(Math.min(...values), Math.max(...values), 30), "closed")
      }),
    repetitions: 2,
    peer: { ...parmigene, results: ({ neurons }) => neurons },
    peerNeurons: 4,
  }

  it("are timed per value, and held to the twin and to a number of seconds", async () => {
    const [ours, twin] = await entropyRows({ ...base, target: 1000 }, () => undefined, options)
    expect(ours["ns per value"]).toBeCloseTo((Number(ours.seconds) / 1800) * 1e9, 6)
    expect(ours.difference).toBeLessThan(1e-9)
    expect([ours.target, ours.reached, twin.by]).toEqual(["≤ 1000 s", "yes", "plain twin"])
    expect((await entropyRows({ ...base, target: 0 }, () => undefined, options))[0].reached).toBe("no")
  })
})

describe("peers", () => {
  it("that cannot be found are named with the Debian package that has them", async () => {
    const find = await installedPeers({ PATH: "/nowhere", ROTE_PYTHON: "/nowhere/python3" })
    expect(whereToGet(find)).toEqual([
      "parmigene is not installed; Debian has it in r-cran-parmigene",
      "scikit-learn is not installed; Debian has it in python3-sklearn",
      "NumPy bincount is not installed; Debian has it in python3-numpy",
      "NumPy histogram is not installed; Debian has it in python3-numpy",
      "SciPy KD-tree is not installed; Debian has it in python3-scipy",
      "PyTorch is not installed; Debian has it in python3-torch",
    ])
  })

  it("take turns with us, and the median of each counts", async () => {
    const order: string[] = []
    const contestant = (name: string, seconds: number[]) => async () => {
      order.push(name)
      return { seconds: seconds[order.filter((each) => each === name).length - 1], mean: order.length }
    }
    const timings = await takeTurns([contestant("a", [3, 9, 4]), contestant("b", [1, 2, 30])], 3)
    expect(order.join("")).toBe("ababab")
    expect(timings).toEqual([
      { seconds: 4, mean: 5 },
      { seconds: 2, mean: 6 },
    ])
  })
})

describe("workloads", () => {
  const makers = { blockCorrelated, postRelu, preActivations }

  it.each(Object.entries(makers))("%s depends on the seed alone, and on no further neuron", (_, make) => {
    const { data } = make(50, 20, 3).matrix
    expect(make(50, 20, 3).matrix.data).toEqual(data)
    expect(make(50, 20, 4).matrix.data).not.toEqual(data)
    expect(firstNeurons(make(50, 30, 3), 20).data).toEqual(data)
  })

  it("are half zeros after a ReLU, and without ties before one", () => {
    expect(postRelu(2000, 16, 0).matrix.data.filter((value) => value === 0).length).toBe(16_000)
    for (const { matrix } of [blockCorrelated(2000, 16, 0), preActivations(2000, 16, 0)]) {
      expect(new Set(neuronValues(matrix, 5)).size).toBeGreaterThan(1990)
    }
  })
})

describe("questions", () => {
  it("scaling fits the exponent of a power law", () => {
    const sizes = [2500, 5000, 10_000, 20_000, 40_000]
    expect(
      powerLawExponent(
        sizes,
        sizes.map((s) => 3e-7 * s ** 1.08),
      ),
    ).toBeCloseTo(1.08, 12)
  })
})
