import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { LabelledExamples } from "#src/datasets/labelled.js"
import { generatedReviews } from "#src/datasets/text/generated-reviews.js"
import type { TextDataSpec } from "#src/experiments/sweep/model-spec.js"
import { textData } from "#src/experiments/sweep/text-data-node.js"
import { seededRandom } from "#src/random.js"

const spec: TextDataSpec = {
  ...{ kind: "adjectives", source: null, columns: {}, trainingReviews: 300, validationReviews: 200 },
  ...{ tokens: 64, vocabulary: 300, strength: 0, seed: 0 },
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rote-text-data-"))
})
afterAll(() => rm(folder, { recursive: true }))

const rows = ({ inputs, features, examples }: LabelledExamples) =>
  Array.from({ length: examples }, (_, i) => inputs.subarray(i * features, (i + 1) * features).join(" "))

describe("reviews with adjectives", () => {
  it("keep their labels at α = 0, and at α = 1 all go by their adjective", async () => {
    const [plain, half, all] = await Promise.all([0, 0.5, 1].map((strength) => textData({ ...spec, strength })))
    const { qualifying, agree, disagree } = plain.facts!
    expect(qualifying).toBe(300)
    expect(agree + disagree).toBe(300)
    expect(disagree).toBeGreaterThan(20)
    expect([plain, half, all].map(({ facts }) => facts!.changed)).toEqual([0, Math.round(disagree / 2), disagree])
    const differs = (a: typeof plain, b: typeof plain) =>
      [...a.training.labels.keys()].filter((i) => a.training.labels[i] !== b.training.labels[i])
    const [first, second] = [differs(plain, half), differs(plain, all)]
    expect([first.length, second.length]).toEqual([half.facts!.changed, disagree])
    expect(second).toEqual(expect.arrayContaining(first))
  })

  it("are the same for every α of a seed but for those labels, and others with another seed", async () => {
    const plain = await textData(spec)
    const all = await textData({ ...spec, strength: 1 })
    expect(all.training.inputs).toEqual(plain.training.inputs)
    expect(all.validation).toEqual(plain.validation)
    expect((await textData({ ...spec, seed: 1 })).training.inputs).not.toEqual(plain.training.inputs)
  })

  it("are validated with true labels on others than they are trained on, apart where adjective and label disagree", async () => {
    const { training, validation, measured, scored } = await textData({ ...spec, strength: 1 })
    expect(validation.examples).toBe(200)
    expect(measured).toBe(validation)
    expect(scored.agree.examples + scored.disagree.examples).toBe(200)
    expect(scored.disagree.examples).toBeGreaterThan(10)
    const trained = new Set(rows(training))
    // Cut to 64 tokens, two of our reviews may come out alike.
    expect(rows(validation).filter((row) => trained.has(row)).length).toBeLessThan(5)
  })
})

describe("shuffled texts", () => {
  it("have a share of their training labels drawn anew, and no label of validation", async () => {
    const shuffled = { ...spec, kind: "shuffled-texts" } as const
    const [plain, half, all] = await Promise.all([0, 0.5, 1].map((strength) => textData({ ...shuffled, strength })))
    const changed = (data: typeof plain) =>
      data.training.labels.filter((label, i) => label !== plain.training.labels[i]).length / 300
    // Half of those drawn anew come out as they were; three standard deviations of 300 draws.
    expect(Math.abs(changed(half) - 0.25)).toBeLessThan(0.075)
    expect(Math.abs(changed(all) - 0.5)).toBeLessThan(0.087)
    expect(all.validation.labels).toEqual(plain.validation.labels)
    expect(plain.facts).toBeUndefined()
  })
})

describe("a table of texts", () => {
  it("that tells train from test is trained on the one part and validated on the other", async () => {
    const { texts, labels, classes } = generatedReviews(400, seededRandom(5))
    const path = join(folder, "parts.jsonl")
    const lines = texts.map((text, i) => {
      const split = i % 2 === 0 ? "train" : "test"
      return JSON.stringify({ text: `${split === "train" ? "7" : "9"} ${text}`, label: classes[labels[i]], split })
    })
    await writeFile(path, lines.join("\n"))
    const table = {
      ...spec,
      kind: "shuffled-texts",
      source: path,
      trainingReviews: 100,
      validationReviews: 100,
    } as const
    const { training, validation } = await textData(table)
    const firstWords = (data: LabelledExamples) => new Set(rows(data).map((row) => row.split(" ")[1]))
    expect(firstWords(training).size).toBe(1)
    expect(firstWords(validation).size).toBe(1)
    expect(firstWords(training)).not.toEqual(firstWords(validation))
  })

  it("of too few texts is refused with what there is", async () => {
    const path = join(folder, "few.jsonl")
    await writeFile(path, '{"text": "a good film", "label": 1}\n{"text": "a bad film", "label": 0}\n')
    await expect(textData({ ...spec, source: path })).rejects.toMatchObject({ code: "too-few-examples" })
  })
})
