/**
 * Does what the paper claims come out in the explorable? Trains its three networks for each of SEEDS seeds (10) from FIRST
 * (0) on, to the end or to --epoch, with the sliders at the ends and, with --between, between them. Needs a build; some 8 s
 * a seed.
 *
 *   node scripts/explorable-regimes.mjs [SEEDS] [FIRST] [--epoch N] [--between]
 */
import { parseArgs } from "node:util"
import { entropy } from "#src/estimators/entropy.js"
import { hiddenActivations } from "#src/experiments/circles/hidden-activations.js"
import { liveData } from "#src/experiments/circles/live/data.js"
import { liveMoments } from "#src/experiments/circles/live/moments.js"
import { liveEpochs } from "#src/experiments/circles/live/settings.js"

/** @typedef {import("#src/experiments/circles/live/settings.js").LiveNetworkName} LiveNetworkName */
/** @typedef {import("#src/experiments/circles/live/settings.js").LiveSettings} LiveSettings */
/** @typedef {import("#src/experiments/circles/live/moments.js").LiveMoment} LiveMoment */
/** @typedef {Record<string, number>} Row */

const { values: options, positionals } = parseArgs({
  options: { epoch: { type: "string", default: "Infinity" }, between: { type: "boolean", default: false } },
  allowPositionals: true,
})
const [count = 10, first = 0] = positionals.map(Number)
const shares = options.between ? [0.25, 0.5, 0.75, 1] : [1]
const quantities = ["H", "H local", "H knn", "MI", "training", "fresh", "neutral"]

const last = first + count - 1
console.log(`Seeds ${first} to ${last}: means, and on how many a network is above (↑) or not above (↓) the plain one`)
console.log(["network", ...quantities].join(" | "))
const plain = await networks("plain", 0)
print("plain", plain)
for (const name of /** @type {const} */ (["shortcut", "shuffled"])) {
  for (const share of shares) print(`${name} ${share}`, await networks(name, share))
}

/** @param {LiveNetworkName} name @param {number} share @returns {Promise<Row[]>} */
async function networks(name, share) {
  const rows = []
  for (let seed = first; seed <= last; seed++) rows.push(await trained(name, { shortcut: share, shuffle: share, seed }))
  return rows
}

/** @param {LiveNetworkName} name @param {LiveSettings} settings @returns {Promise<Row>} */
async function trained(name, settings) {
  const { parameters, measures, accuracy } = await lastMoment(name, settings)
  const activations = hiddenActivations(parameters, liveData(name, settings).fresh.inputs)
  return {
    H: measures.means.entropy,
    "H local": mean(entropy(activations, { edges: "local" })),
    "H knn": mean(entropy(activations, { method: "knn" })),
    MI: measures.means.mutualInformation,
    ...accuracy,
  }
}

/** @param {LiveNetworkName} name @param {LiveSettings} settings @returns {Promise<LiveMoment>} */
async function lastMoment(name, settings) {
  for await (const moment of liveMoments(name, settings)) {
    const next = liveEpochs[liveEpochs.indexOf(moment.epoch) + 1]
    if (next === undefined || next > Number(options.epoch)) return moment
  }
  throw new Error("no moment")
}

/** @param {string} title @param {Row[]} rows */
function print(title, rows) {
  const cells = quantities.map((quantity) => {
    const above = rows.filter((row, i) => row[quantity] > plain[i][quantity]).length
    const against = rows === plain ? "" : ` ↑${above} ↓${count - above}`
    return mean(rows.map((row) => row[quantity])).toFixed(3) + against
  })
  console.log([title, ...cells].join(" | "))
}

/** @param {ArrayLike<number>} values */
function mean(values) {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
}
