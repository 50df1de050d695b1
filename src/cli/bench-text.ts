import type { BenchTable, Question, Row } from "../../bench/question.js"
import { bold, dim } from "./style.js"
import { table, wrapped } from "./table.js"

const columns = 100

/** The tables of one question, one for each group of rows, and what there is to say about them. */
export function benchText({ description, groupedBy }: Question, { name, rows, notes }: BenchTable): string {
  const parts = groupedBy === undefined ? [rowsText(rows)] : groupsText(rows, groupedBy)
  const remarks = notes.flatMap((note) => wrapped(note, columns).map((line) => dim(line)))
  return [`\n${bold(name)}: ${description}`, ...parts, remarks.join("\n")].join("\n\n").trimEnd()
}

function groupsText(rows: Row[], by: string): string[] {
  const groups = [...new Set(rows.map((row) => row[by]))]
  return groups.map((group) => {
    const members = rows.filter((row) => row[by] === group).map(({ [by]: _, ...others }) => others)
    return `${bold(String(group))}\n${rowsText(members)}`
  })
}

function rowsText(rows: Row[]): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return table([keys, ...rows.map((row) => keys.map((key) => cell(row[key])))]).join("\n")
}

function cell(value: string | number | undefined): string {
  if (typeof value !== "number") return value ?? ""
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(1)
  if (Number.isInteger(value)) return value.toLocaleString("en")
  return value.toLocaleString("en", { maximumSignificantDigits: 3 })
}
