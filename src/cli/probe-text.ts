import type { MdlProbe, ProbedLayer } from "../selection/mdl-probe.js"
import { count, fixed, percent } from "./numbers.js"
import { rowLabels } from "./row-labels.js"
import { bold, dim } from "./style.js"
import { headedTable, wrapped } from "./table.js"

const columns = 80
const labelColumns = 24

/** How easily labels are read off each layer, for a terminal 80 columns wide, and how to read it. */
export function probeText({ examples, heldBack, classes, hidden, seed, layers }: MdlProbe, name: string): string {
  const labels = rowLabels(
    layers.map(({ layer }) => layer),
    labelColumns,
  )
  const kind = hidden === null ? "linear probe" : `probe with ${count(hidden, "hidden neuron")}`
  const rows = layers.map((layer, i) => [labels[i], ...cells(layer)])
  return [
    `${bold(rowLabels([name], labelColumns)[0])}: ${classes} classes, ${count(examples, "label")} coded, ${heldBack} held back`,
    `${kind}, seed ${seed}`,
    "",
    ...headedTable([["layer", "neurons", "online code", "uniform code", "compression", "accuracy"], ...rows]),
    "",
    ...wrapped(reading, columns).map((line) => dim(line)),
  ].join("\n")
}

function cells({ neurons, onlineBits, uniformBits, compression, blocks }: ProbedLayer): string[] {
  const { accuracy } = blocks[blocks.length - 1]
  return [
    neurons.toLocaleString("en"),
    `${Math.round(onlineBits).toLocaleString("en")} bits`,
    `${Math.round(uniformBits).toLocaleString("en")} bits`,
    fixed(compression, 2),
    accuracy === null ? "–" : percent(accuracy),
  ]
}

const reading =
  "Online code: bits to send the labels in random order, each coded by a probe of the layer trained on those sent before; " +
  "uniform code: with every class as likely. Compression, uniform over online: 1 where the layer tells nothing of the labels, " +
  "larger the more easily they are read off it. Accuracy: of the last probe on the labels it coded."
