import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { readMetrics } from "#src/cli/metrics-file.js"

function table(text: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "rote-metrics-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, "metrics.csv"), text)
  return join(folder, "metrics.csv")
}

describe("a table of metrics", () => {
  it.each(["model", "Name", " run "])(
    "has the models under %j in the first column, a metric in each further one",
    async (head) => {
      const file = table(`${head},accuracy,"worst, group"\r\nb,.5,1e-1\r\n"a",0.75,-2\r\n\r\n`)
      expect(await readMetrics(file, ["a", "b"])).toEqual({
        accuracy: { a: 0.75, b: 0.5 },
        "worst, group": { a: -2, b: 0.1 },
      })
    },
  )

  it("may begin with the mark that spreadsheets write", async () => {
    expect(await readMetrics(table("\ufeffmodel,f1\na,1\n"), ["a"])).toEqual({ f1: { a: 1 } })
  })

  it("must name every run ranked and no other: all that differ are listed", async () => {
    const file = table("model,f1\na,1\nx,2\ny,3\n")
    await expect(readMetrics(file, ["a", "b", "c"])).rejects.toMatchObject({
      code: "shape-mismatch",
      fault: {
        expected: "a row for each run ranked (a, b, c) and no other",
        found: "none for b, c; rows of others: x, y",
      },
    })
  })

  it.each([
    ["", "malformed", /expected a header: model, name, run .*found an empty file/],
    ["a,1\n", "malformed", /found a,1/],
    ["model\na\n", "malformed", /then the names of metrics/],
    ["model,f1\na\n", "malformed", /line 2: expected 2 cells, found 1/],
    ["model,f1\na,high\n", "malformed", /line 2, f1: expected a number, found "high"/],
    ["model,f1\na,\n", "malformed", /line 2, f1: expected a number, found nothing/],
    ["model,f1\na,inf\n", "malformed", /expected a number, found "inf"/],
    ["model,f1,f1\na,1,2\n", "duplicate-name", /metrics of different names, found two named "f1"/],
    ["model,f1\na,1\na,2\n", "duplicate-name", /models of different names, found two named "a"/],
  ])("is refused where it is none: %j", async (text, code, message) => {
    await expect(readMetrics(table(text), ["a"])).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  it("is refused where it is missing or larger than any table of metrics", async () => {
    await expect(readMetrics("/no/such/metrics.csv", ["a"])).rejects.toMatchObject({ code: "io" })
    const file = table(new Uint8Array(2 ** 20 + 1))
    await expect(readMetrics(file, ["a"])).rejects.toMatchObject({ code: "limit-exceeded" })
  })
})
