import type { BoxStatistics } from "../estimators/measurement.js"
import { DEMO_TITLES } from "../experiments/demo/demo.js"
import { CLAIMS, type Claim, type Finding } from "../experiments/demo/findings.js"
import type { DemoResult } from "../experiments/demo/run-demo-node.js"
import { bold, dim } from "./style.js"
import { table, wrapped } from "./table.js"

const columns = 80

type Quantity = Finding["quantity"]

const titles: [Quantity, string][] = [
  ["entropy", "Mean entropy H, 100 bins over all neurons (nats)"],
  ["entropyLocal", "Mean entropy H local, 100 bins over each neuron's own range (nats)"],
  ["entropyKnn", "Mean entropy H kNN of a neuron divided by its standard deviation (nats)"],
  ["mutualInformation", "Mean mutual information MI between two neurons (nats)"],
]

/** The demo's networks, their measures and what became of the paper's claims, for a terminal 80 columns wide. */
export function demoText(result: DemoResult): string {
  return [
    ...networks(result),
    ...titles.flatMap(([quantity, title]) => ["", bold(title), ...means(result, quantity)]),
    ...CLAIMS.flatMap((claim) => ["", ...verdict(claim, result.findings)]),
    "",
    ...wrapped(caution, columns).map((line) => dim(line)),
    "",
    `report: ${result.report}`,
  ].join("\n")
}

function networks({ networks }: DemoResult): string[] {
  const rows = networks.map(({ name, epochs, trainingAccuracy, heldOutAccuracy }) => {
    return [
      `${name.padEnd(11)}  ${DEMO_TITLES[name]}`,
      `${epochs}`,
      trainingAccuracy.toFixed(3),
      heldOutAccuracy.toFixed(3),
    ]
  })
  const [header, ...lines] = table([["network      trained on", "epochs", "accuracy", "held out"], ...rows])
  return [bold(header), ...lines]
}

function means({ networks }: DemoResult, quantity: Quantity): string[] {
  const layers = networks[0].measurement.layers.map(({ name }) => name)
  const rows = networks.map(({ name, measurement: { summary } }) => [
    name.padEnd(11),
    ...[...summary.layers, summary.all].map((layer) => withInterval(layer[quantity], decimals(quantity))),
  ])
  return table([["", ...layers, "all layers"], ...rows]).map((line, i) => (i === 0 ? dim(line) : line))
}

function withInterval(box: BoxStatistics | null, digits: number): string {
  if (box === null) return "–"
  const [low, high] = box.meanInterval
  return `${box.mean.toFixed(digits)} ±${((high - low) / 2).toFixed(digits)}`
}

function verdict(claim: Claim, findings: Finding[]): string[] {
  const ours = findings.filter((finding) => finding.claim === claim)
  return [
    bold(`${claim.network} against ${claim.control}: ${claim.kind}`),
    ...sentence("H", claim.entropy, ours, "entropy"),
    ...sentence("MI", claim.mutualInformation, ours, "mutualInformation"),
    ...scale(ours),
  ]
}

/** What became of one direction, over all layers and in each. */
function sentence(symbol: string, direction: string, findings: Finding[], quantity: Quantity): string[] {
  const about = findings.filter((finding) => finding.quantity === quantity)
  const all = about.find(({ layer }) => layer === null)
  if (all === undefined) return []
  const where = (outcome: Finding["outcome"]) =>
    about.filter((finding) => finding.layer !== null && finding.outcome === outcome).map(({ layer }) => layer)
  const outcomes = (["as in the paper", "unclear", "against the paper"] as const).filter((o) => where(o).length > 0)
  const layers =
    outcomes.length === 1 && outcomes[0] === all.outcome
      ? "The same in every layer."
      : `By layer, ${outcomes.map((outcome) => `${outcome}: ${where(outcome).join(", ")}`).join("; ")}.`
  const found = all.outcome === "against the paper" ? "AGAINST THE PAPER" : all.outcome
  return indented(`The paper: ${symbol} ${direction}. Here, over all layers: ${change(all)}, ${found}. ${layers}`)
}

/** What is left of the difference in entropy when each neuron's scale is taken out of it, in two ways. */
function scale(findings: Finding[]): string[] {
  const overall = (quantity: Quantity) => findings.find((one) => one.quantity === quantity && one.layer === null)
  const [asked, local, knn] = [overall("entropy"), overall("entropyLocal"), overall("entropyKnn")]
  if (asked === undefined || local === undefined || knn === undefined) return []
  const shape = local.outcome === asked.outcome && knn.outcome === asked.outcome
  return indented(
    `Scale removed: H local ${change(local)}, ${local.outcome}; H kNN ${change(knn)}, ${knn.outcome}: ` +
      `${shape ? "it is not scale alone" : "the difference in H is, in part or in whole, one of scale"}.`,
  )
}

function change({ quantity, control, network }: Finding): string {
  const digits = decimals(quantity)
  return `${control.toFixed(digits)} → ${network.toFixed(digits)}`
}

function decimals(quantity: Quantity): number {
  return quantity === "mutualInformation" ? 3 : 2
}

function indented(text: string): string[] {
  return wrapped(text, columns - 2).map((line) => `  ${line}`)
}

const caution =
  "± is half the 95 % interval of the mean; a difference is unclear where two intervals touch. They count the neurons of " +
  "one network each, not the seeds: another seed (--seed 1) can come out otherwise. docs/commands/demo.md has five."
