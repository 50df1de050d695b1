import { printable } from "../errors.js"
import type { Ablation, AblationEffect, AblationOrder, AblationPoint } from "../inspection/ablation.js"
import { count } from "./numbers.js"
import { bold, dim } from "./style.js"
import { table, wrapped } from "./table.js"

const columns = 80

/** What orders are called in tables and sentences, and in figures. */
export const orderNames: Record<AblationOrder, { short: string; long: string }> = {
  "lowest-entropy": { short: "lowest H", long: "lowest entropy" },
  "highest-entropy": { short: "highest H", long: "highest entropy" },
  "highest-mutual-information": { short: "highest MI", long: "highest mutual information" },
  random: { short: "random", long: "at random, mean and range" },
  "chosen by number": { short: "as named", long: "as named" },
}

/** What switching neurons off did, for a terminal 80 columns wide. */
export function ablationText(ablation: Ablation): string {
  const { model, layer, width, output, examples, classes, accuracy, draws, curves } = ablation
  const sampled = curves.some(({ order }) => order === "random")
  const rows = curves.flatMap(({ order, points }) =>
    points.map((point) => [orderNames[order].short, `${point.size}`, ...cells(point, accuracy !== null)]),
  )
  const header = ["neurons", "off", "|Δ|", "KL, nats", "changed, %", ...(accuracy === null ? [] : ["accuracy, %"])]
  const [first, ...lines] = table([header, ...rows])
  const asItIs = accuracy === null ? [] : [`accuracy as it is: ${percent(accuracy)} %`]
  return [
    ...wrapped(
      `${bold(printable(model))}: neurons of ${printable(layer)} (${width.toLocaleString("en")}) off, ` +
        `${printable(output)} (${count(classes, "number")}) of ${count(examples, "example")}`,
      columns,
    ),
    ...asItIs,
    "",
    bold(first),
    ...lines,
    "",
    ...sentences(ablation).flatMap((sentence) => [...wrapped(sentence, columns), ""]),
    ...wrapped(reading(sampled ? draws : 0), columns).map((line) => dim(line)),
  ].join("\n")
}

function cells({ mean, low, high, neurons }: AblationPoint, scored: boolean): string[] {
  const withRange = (pick: (effect: AblationEffect) => number, format: (value: number) => string) => {
    const range = neurons.length === 1 ? "" : ` (${format(pick(low))}–${format(pick(high))})`
    return `${format(pick(mean))}${range}`
  }
  return [
    mean.meanAbsoluteChange.toFixed(3),
    withRange(
      ({ divergence }) => divergence,
      (value) => value.toFixed(3),
    ),
    withRange(({ changedAnswers }) => changedAnswers, percent),
    ...(scored ? [withRange(({ accuracy }) => accuracy ?? Number.NaN, percent)] : []),
  ]
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

/** Whether the answers moved more, or less, than with any of the random draws of as many neurons: at the largest number. */
export function sentences({ curves, width, draws }: Ablation): string[] {
  const random = curves.find(({ order }) => order === "random")?.points.at(-1)
  if (random === undefined || draws < 2) return []
  const [low, high] = [random.low.divergence, random.high.divergence]
  const others = curves.flatMap(({ order, points }) => {
    const found = points.find(({ size }) => size === random.size)?.mean.divergence
    if (order === "random" || found === undefined) return []
    const standing = found > high ? "more than any draw" : found < low ? "less than any draw" : "as the draws do"
    return [`${orderNames[order].long} by ${found.toFixed(3)}, ${standing}`]
  })
  if (others.length === 0) return []
  return [
    `With ${random.size} of ${width} neurons off, ${draws} random draws move the answers by ${low.toFixed(3)} to ` +
      `${high.toFixed(3)} nats (KL); ${others.join("; ")}.`,
  ]
}

function reading(draws: number): string {
  const random = draws === 0 ? "" : ` random: the mean of ${draws} draws and their range.`
  return (
    "|Δ|: mean change of the output's numbers; KL: mean divergence of the softmax from what it was; changed: examples whose " +
    `largest output is another.${random} Dead and constant neurons are left out of every order.`
  )
}
