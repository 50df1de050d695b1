import { knobTitle, layerTitle, measureTitles } from "#src/experiments/report/loaded-model.js"
import type { SweepFileModel } from "#src/experiments/sweep/sweep-file.js"
import { measures } from "#src/experiments/sweep/trend-table.js"
import { decimal } from "#src/report/numbers.js"
import { type Choice, together } from "./use-choice.js"

/** A column of the table of models; null where there is no number yet. */
export interface ModelColumn {
  id: string
  title: string
  value: (model: SweepFileModel) => number | null
  shown: (value: number) => string
}

/** The setting, the seed, the accuracies, and every measure of the chosen layer (of all together unless one is chosen). */
export function modelColumns(models: readonly SweepFileModel[], { sweep, side, layer }: Choice): ModelColumn[] {
  const accuracies = Object.keys(models.find(({ result }) => result !== null)?.result?.accuracy ?? {})
  const chosen = layer === "" || layer === together ? null : layer
  const mean = ({ result }: SweepFileModel) => result?.[side]?.find((means) => means.layer === chosen)
  return [
    { id: "value", title: knobTitle(sweep), value: (model) => model.value, shown: String },
    { id: "seed", title: "Seed", value: (model) => model.seed, shown: String },
    { id: "epochs", title: "Epochs", value: ({ result }) => result?.epochs ?? null, shown: String },
    ...accuracies.map((examples): ModelColumn => {
      const title = `Accuracy, ${layerTitle(examples)}`
      return {
        id: `accuracy ${examples}`,
        title,
        value: ({ result }) => result?.accuracy[examples] ?? null,
        shown: decimal,
      }
    }),
    ...measures.map((measure): ModelColumn => {
      const digits = measure === "mutualInformation" ? 4 : 3
      return {
        id: measure,
        title: `${measureTitles[measure]}, nats`,
        value: (model) => mean(model)?.[measure] ?? null,
        shown: (value) => decimal(value, digits),
      }
    }),
  ]
}

/** By a column, `-` before its id for the greatest first; what has no number comes last. Equals stay as they are. */
export function sortModels<Model extends SweepFileModel>(
  models: readonly Model[],
  columns: readonly ModelColumn[],
  sort: string,
): Model[] {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ""))
  if (column === undefined) return [...models]
  const direction = sort.startsWith("-") ? -1 : 1
  return models.toSorted((a, b) => {
    const [one, other] = [column.value(a), column.value(b)]
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return direction * (one - other)
  })
}
