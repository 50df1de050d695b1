import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { RoteError } from "#src/errors.js"
import type { MutualInformationMatrix } from "#src/estimators/measurement.js"
import { compareRuns } from "#src/report/headline.js"
import { html, scriptJson } from "#src/report/html.js"
import { encodeMatrix, maximumRows, thinMatrix } from "#src/report/matrix-data.js"
import { neuronFlags } from "#src/report/neuron-columns.js"
import { decimal, listed, percent } from "#src/report/numbers.js"
import { reportHtml } from "#src/report/report.js"
import type { ReportRun } from "#src/report/report-run.js"
import { runNames } from "#src/report/run-names-node.js"
import { readReportScripts } from "#src/report/scripts-node.js"
import { describeSettings, requireSameSettings } from "#src/report/settings.js"
import { svgDocument } from "#src/report/svg-document.js"
import { sampleRun, threeRuns } from "./runs.js"

const scripts = await readReportScripts()
const page = (runs: ReportRun[]) => reportHtml(runs, scripts, svgDocument())

describe("the headline", () => {
  const plain = () => sampleRun("plain", { seed: 1, widths: [80, 80] })
  const other = (entropyShift: number, informationFactor: number) =>
    sampleRun("other", { seed: 1, widths: [80, 80], entropyShift, informationFactor })
  const reading = (entropyShift: number, informationFactor: number) =>
    compareRuns([plain(), other(entropyShift, informationFactor)])[0].reading

  it("calls lower entropy with higher mutual information the sign of a shortcut", () => {
    expect(reading(-1, 2)).toContain("the sign of a shortcut")
  })

  it("calls higher entropy with lower mutual information the sign of learning by heart", () => {
    expect(reading(1, 0.5)).toContain("the sign of learning by heart")
  })

  it("says that the measures disagree where both fall or both rise", () => {
    expect(reading(-1, 0.5)).toContain("disagree")
    expect(reading(1, 2)).toContain("disagree")
  })

  it("says which measure alone differs, and in which direction", () => {
    expect(reading(0, 2)).toMatch(/^Only mutual information differs clearly, in the direction of a shortcut/)
    expect(reading(1, 1)).toMatch(/^Only entropy differs clearly, in the direction of learning by heart/)
  })

  it("tells runs whose intervals overlap not apart", () => {
    expect(reading(0, 1)).toContain("cannot be told apart")
    expect(compareRuns([plain(), other(0, 1)])[0].finding).toContain("no clear difference in entropy")
  })

  it("compares every further run with the first, and one run with nothing", () => {
    expect(compareRuns(threeRuns()).map(({ run, baseline }) => `${run} ${baseline}`)).toEqual([
      "shortcut plain",
      "by-heart plain",
    ])
    expect(compareRuns([plain()])).toEqual([])
  })

  it("compares a run with the baseline it names, and not at all where that is the run itself", () => {
    const [plain, shortcut, byHeart] = threeRuns()
    const paired = [plain, { ...shortcut, baseline: "shortcut" }, { ...byHeart, baseline: "shortcut" }]
    expect(compareRuns(paired)).toMatchObject([{ run: "by-heart", index: 2, baseline: "shortcut" }])
  })

  it("compares a run with the baseline it names, and one that names itself with nothing", () => {
    const [first, second, third] = threeRuns()
    const runs = [first, { ...second, baseline: second.name }, { ...third, baseline: second.name }]
    expect(compareRuns(runs).map(({ run, baseline, index }) => `${run} ${baseline} ${index}`)).toEqual([
      "by-heart shortcut 2",
    ])
  })

  it("warns where the difference in entropy is not there without the scale of the activations", () => {
    const scaled = other(-1, 2)
    scaled.measurement.summary.all.entropyLocal = plain().measurement.summary.all.entropyLocal
    expect(compareRuns([plain(), scaled])[0].cautions).toEqual([
      expect.stringMatching(/own range it is not clearly different/),
    ])
    expect(compareRuns([plain(), other(-1, 2)])[0].cautions).toEqual([])
  })

  it("draws no conclusion from one neuron", () => {
    const lone = (entropyShift: number) => sampleRun("a", { widths: [1], deadEvery: 0, entropyShift })
    expect(compareRuns([lone(0), lone(1)])[0].finding).toContain("no clear difference in entropy")
  })

  it("warns where the numbers of examples differ", () => {
    const fewer = other(-1, 2)
    fewer.measurement.examples = 500
    expect(compareRuns([plain(), fewer])[0].cautions).toEqual([
      "Measured on 500 examples against 2,500: the estimates themselves change with the number of examples.",
    ])
  })

  it("concludes nothing about mutual information where it was not measured", () => {
    const without = (entropyShift: number) => sampleRun("a", { entropyShift, mutualInformation: false })
    const [{ finding, reading }] = compareRuns([without(0), without(-1)])
    expect(finding).toContain("no mutual information to compare")
    expect(reading).toMatch(/^Only entropy differs/)
  })
})

describe("settings", () => {
  it("that differ are refused, each with its value in every run", () => {
    const [one, other] = threeRuns()
    other.measurement.settings.entropy.bins = 50
    other.measurement.settings.mutualInformation!.k = 5
    const refused = caught(() => requireSameSettings([one, other]))
    expect(refused.code).toBe("settings-differ")
    expect(refused.fault.found).toBe(
      "entropy.bins: 100 (plain), 50 (shortcut); mutualInformation.k: 3 (plain), 5 (shortcut)",
    )
  })

  it("that one run lacks altogether differ too", () => {
    const refused = caught(() => requireSameSettings([sampleRun("a"), sampleRun("b", { mutualInformation: false })]))
    expect(refused.fault.found).toContain("mutualInformation.method: ksg (a), unset (b)")
  })

  it("are told in words, without those that had no part", () => {
    const { settings } = sampleRun("a").measurement
    expect(describeSettings(settings)).toContainEqual(["Entropy", "binned, 100 bins shared by all neurons (global)"])
    expect(describeSettings({ ...settings, mutualInformation: null })).toContainEqual([
      "Mutual information",
      "not measured",
    ])
  })
})

describe("the embedded matrix", () => {
  it("gives back every pair within half a step", () => {
    const { mutualInformation, layers } = sampleRun("a").measurement
    const matrix = mutualInformation!
    const { low, step, codes } = encodeMatrix(matrix, layers)
    const bytes = Buffer.from(codes, "base64")
    const size = matrix.neurons.length
    let at = 0
    let worst = 0
    for (let i = 0; i < size; i++) {
      for (let j = i + 1; j < size; j++) {
        worst = Math.max(worst, Math.abs(low + step * bytes.readUIntLE(3 * at++, 3) - matrix.values[i * size + j]))
      }
    }
    expect(bytes.length).toBe((3 * size * (size - 1)) / 2)
    expect(worst).toBeLessThanOrEqual(step / 2 + 1e-12)
    expect(step).toBeLessThan(5e-7)
  })

  it("marks what is no number, and is exact where all pairs are alike", () => {
    const matrix = (value: number): MutualInformationMatrix => ({
      neurons: Int32Array.of(0, 1),
      values: Float64Array.of(9, value, value, 9),
    })
    expect(encodeMatrix(matrix(Number.NaN), []).codes).toBe(Buffer.from([255, 255, 255]).toString("base64"))
    expect(encodeMatrix(matrix(0.25), [])).toMatchObject({ low: 0.25, step: 0, codes: "AAAA" })
  })

  it("keeps evenly spaced neurons of a matrix too large for a page", () => {
    const size = maximumRows * 2
    const matrix = { neurons: Int32Array.from({ length: size }, (_, i) => i), values: new Float64Array(size * size) }
    matrix.values[2 * size + 4] = 1
    const thin = thinMatrix(matrix)
    expect(thin.neurons.slice(0, 3)).toEqual(Int32Array.of(0, 2, 4))
    expect(thin.values[maximumRows + 2]).toBe(1)
  })
})

describe("names", () => {
  it("of runs are their folders', with the parents that tell them apart", () => {
    expect(runNames(["/x/plain", "/x/shortcut/"])).toEqual(["plain", "shortcut"])
    expect(runNames(["/x/a/run", "/x/b/run", "/x/c"])).toEqual(["a/run", "b/run", "c"])
  })

  it("of one run given twice are refused", () => {
    expect(caught(() => runNames(["/x/a", "/x/../x/a"])).code).toBe("usage")
  })

  it("are escaped wherever HTML is made", () => {
    expect(html`<p title="${`"'`}">${"<b>&"}${["a", "<"]}${null}</p>`.html).toBe(
      '<p title="&#34;&#39;">&#60;b&#62;&#38;a&#60;</p>',
    )
    expect(scriptJson("</script><!--").html).toBe('"\\u003c/script>\\u003c!--"')
  })

  const hostile = `<script>alert(1)</script>`
  const quoting = `"><img src=x onerror=alert(1)>`

  it("made to be markup never become an element", () => {
    const run = sampleRun(hostile, {
      widths: [4, 4],
      layerNames: [hostile, quoting],
      neuronNames: Array(8).fill(quoting),
    })
    run.measurement.warnings = [{ code: "dead-neurons", message: hostile, neurons: [0] }]
    const elements = page([run, { ...run, name: quoting }]).match(/<(script|img)\b[^>]*>/g)
    expect(elements).toEqual([
      '<script type="application/json" id="report-data">',
      ...scripts.map(() => '<script type="module">'),
    ])
  })

  it("with characters that change the direction or forge a line show their codes", () => {
    const text = page([sampleRun("a\u202eb", { widths: [4], layerNames: ["fc\u0000\u001b[31m\u2028"] })])
    for (const character of "\u0000\u001b\u2028\u202e") expect(text).not.toContain(character)
    expect(text).toContain("a\\u{202e}b")
  })
})

describe("numbers", () => {
  it("are shown with a true minus, and with a dash where there is none", () => {
    expect([decimal(-0.5), decimal(Number.NaN), decimal(1, 1)]).toEqual(["−0.500", "—", "1.0"])
    expect([percent(0), percent(0.0004), percent(0.25), percent(0.1234)]).toEqual(["0 %", "< 0.1 %", "25 %", "12.3 %"])
    expect(listed(["a", "b", "c"])).toBe("a, b and c")
  })

  it("dead neurons are not flagged as constant and tied besides", () => {
    const { measurement } = sampleRun("a", { widths: [8], deadEvery: 4 })
    expect(neuronFlags(measurement, 3)).toEqual(["dead"])
  })
})

describe("the page", () => {
  it("asks for nothing outside itself", () => {
    const text = page(threeRuns())
    const references = text.match(/\b(src|href|url|action|import)\b\s*[=(]\s*["']?[^\s"')]+/g) ?? []
    expect(references).toEqual([])
    expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    expect(text).toContain("default-src 'none'")
  })

  it("allows by their hashes its own scripts and no other", () => {
    const text = page(threeRuns())
    const codes = [...text.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)].map(([, code]) => code)
    expect(codes).toHaveLength(3)
    for (const code of codes) {
      expect(text).toContain(`'sha256-${createHash("sha256").update(code).digest("base64")}'`)
      expect(code).not.toMatch(/^\s*import\b/m)
    }
  })

  it("is the same for the same runs", () => {
    expect(page(threeRuns())).toBe(page(threeRuns()))
  })

  it("of a run of 1,000 neurons stays under 3 MB, of three under 8 MB", { timeout: 30_000 }, () => {
    const runs = threeRuns([400, 350, 250])
    expect(Buffer.byteLength(page(runs.slice(0, 1)))).toBeLessThan(3e6)
    expect(Buffer.byteLength(page(runs))).toBeLessThan(8e6)
  })

  it("tells one run's numbers without a verdict", () => {
    const text = page([sampleRun("alone")])
    expect(text).toContain("One run alone has no verdict")
    expect(text).not.toContain("Both measures")
  })

  const empty = {
    "without mutual information": sampleRun("a", { mutualInformation: false }),
    "with one neuron": sampleRun("a", { widths: [1], deadEvery: 0 }),
    "with nothing but dead neurons": sampleRun("a", { widths: [6, 6], allDead: true }),
  }
  for (const [name, run] of Object.entries(empty)) {
    it(`is whole for a run ${name}`, () => {
      const text = page([run])
      expect(text).toContain("</html>")
      expect(text).not.toMatch(/="[^"]*(NaN|Infinity|undefined)/)
      expect(text).not.toMatch(/>[^<]*\b(NaN|undefined)\b[^<]*<\/(td|p|li|text)/)
    })
  }

  it("needs a run", () => {
    expect(caught(() => page([])).code).toBe("usage")
  })
})

function caught(act: () => unknown): RoteError {
  try {
    act()
  } catch (error) {
    if (error instanceof RoteError) return error
    throw error
  }
  throw new Error("nothing was thrown")
}
