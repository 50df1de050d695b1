import { printable } from "../../errors.js"
import { count } from "../../report/numbers.js"
import { type DataSpec, type ImageSet, isOfTexts, type TextDataSpec } from "../sweep/model-spec.js"

export const imageNames: Record<ImageSet, string> = {
  mnist: "MNIST",
  "fashion-mnist": "Fashion-MNIST",
  cifar10: "CIFAR-10",
  cifar100: "CIFAR-100",
}

/** What a model is trained and measured on, as a reader would name it. */
export function describeData(data: DataSpec): [string, string][] {
  if (isOfTexts(data)) return describeTexts(data)
  if (data.kind === "circles") {
    const { points = 2000, noise = 0.2, factor = 0.4, named = 0.75 } = data
    return [
      ["Training points", `${count(points)}; noise ${noise}, inner radius ${factor}, third feature on ${named}`],
      ["Validation points", count(data.validationPoints)],
    ]
  }
  const folder = data.folder === null ? "" : ` (${lastPart(data.folder)})`
  return [
    ["Images", `${imageNames[data.images]}${folder}`],
    ["Training images", count(data.trainingImages)],
    ["Validation images, measured too", count(data.validationImages)],
  ]
}

function describeTexts({ source, trainingReviews, validationReviews, tokens, vocabulary }: TextDataSpec) {
  const entries =
    typeof vocabulary === "number"
      ? `a WordPiece vocabulary of ${count(vocabulary)} entries, made from the training reviews`
      : `the vocabulary of ${lastPart(vocabulary)}`
  const rows: [string, string][] = [
    ["Reviews", source === null ? "made up by rote" : lastPart(source)],
    ["Training reviews", count(trainingReviews)],
    ["Validation reviews, measured too", count(validationReviews)],
    ["Tokens", `at most ${count(tokens)} of a review; ${entries}`],
  ]
  return rows
}

/** A report may be shown to others, who need not know where its files lie. */
export function lastPart(folder: string): string {
  const parts = folder.split(/[\\/]/).filter((part) => part !== "")
  return printable(parts.at(-1) ?? folder)
}
