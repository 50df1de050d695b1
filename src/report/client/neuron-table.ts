// The table of neurons: filtered, sorted and turned page by page, so that thousands of rows stay quick.
import type { ReportData, RunData } from "../client-data.js"

const data: ReportData = JSON.parse(document.querySelector("#report-data")!.textContent!)
const section = document.querySelector<HTMLElement>("#neurons")!
const field = <T extends HTMLElement>(name: string) => section.querySelector<T>(`[data-field="${name}"]`)!
const runChoice = field<HTMLSelectElement>("run")
const layerChoice = field<HTMLSelectElement>("layer")
const flagChoice = field<HTMLSelectElement>("flag")
const textFilter = field<HTMLInputElement>("text")
const shownCount = field<HTMLOutputElement>("count")
const previousPage = field<HTMLButtonElement>("previous")
const nextPage = field<HTMLButtonElement>("next")
const body = section.querySelector("tbody")!
const headings = [...section.querySelectorAll<HTMLTableCellElement>("thead th")]

const rowsPerPage = 25
/** The column sorted by: −2 the neuron's own order, −1 its flags, otherwise a column of numbers. */
let sortedBy = -2
let descending = false
let page = 0

function chosenRun(): RunData {
  return data.runs[Number(runChoice.value)]
}

function matching(run: RunData): number[] {
  const text = textFilter.value.trim().toLowerCase()
  const layer = layerChoice.value
  const flag = flagChoice.value
  return run.neurons.flatMap((name, j) => {
    const named = name.toLowerCase().includes(text) || run.layers[run.layer[j]].toLowerCase().includes(text)
    const inLayer = layer === "" || run.layer[j] === Number(layer)
    const flagged = flag === "" || run.flags[j].includes(flag)
    return named && inLayer && flagged ? [j] : []
  })
}

/** Missing numbers come last whichever way the rest is sorted. */
function sorted(run: RunData, rows: number[]): number[] {
  const sign = descending ? -1 : 1
  if (sortedBy === -2) return descending ? rows.toReversed() : rows
  if (sortedBy === -1) return rows.toSorted((a, b) => sign * (run.flags[a].length - run.flags[b].length) || a - b)
  const values = run.values[sortedBy]
  return rows.toSorted((a, b) => {
    const [x, y] = [values[a], values[b]]
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b
    return sign * (x - y) || a - b
  })
}

function show() {
  const run = chosenRun()
  const rows = sorted(run, matching(run))
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  page = Math.min(page, pages - 1)
  const first = page * rowsPerPage
  const onPage = rows.slice(first, first + rowsPerPage)
  body.replaceChildren(...onPage.map((j) => row(run, j)))
  const [from, to, found, all] = [first + 1, first + onPage.length, rows.length, run.neurons.length].map(count)
  const range = onPage.length === 0 ? "No neurons" : `${from}–${to} of ${found}`
  shownCount.textContent = found === all ? range : `${range} (${all} in all)`
  previousPage.disabled = page === 0
  nextPage.disabled = page === pages - 1
  for (const heading of headings) {
    const order = descending ? "descending" : "ascending"
    if (Number(heading.dataset.column) === sortedBy) heading.setAttribute("aria-sort", order)
    else heading.removeAttribute("aria-sort")
  }
}

function row(run: RunData, j: number): HTMLTableRowElement {
  const tr = document.createElement("tr")
  const heading = document.createElement("th")
  heading.scope = "row"
  heading.textContent = run.neurons[j]
  const flags = cell(run.flags[j].join(", "))
  flags.className = "flags"
  const numbers = data.columns.map(({ digits, percent }, c) => cell(format(run.values[c][j], digits, percent)))
  tr.append(heading, flags, ...numbers)
  return tr
}

function cell(text: string): HTMLTableCellElement {
  const td = document.createElement("td")
  td.textContent = text
  return td
}

function count(value: number): string {
  return value.toLocaleString("en-GB")
}

/** Fewer decimals for larger numbers, powers of ten for the very large and very small. */
function format(value: number | null, digits: number, percent?: boolean): string {
  if (value === null) return "—"
  if (percent) return `${(value * 100).toFixed(digits)} %`
  const magnitude = Math.abs(value)
  const extreme = magnitude >= 1e5 || (magnitude > 0 && magnitude < 0.5 * 10 ** -digits)
  const decimals = Math.max(0, digits - Math.max(0, Math.floor(Math.log10(magnitude))))
  return (extreme ? value.toExponential(2) : value.toFixed(magnitude === 0 ? digits : decimals)).replaceAll("-", "−")
}

/** The layers of the run on show; a choice that it has too is kept. */
function listLayers() {
  const kept = layerChoice.value === "" ? "" : layerChoice.selectedOptions[0].text
  const choices = chosenRun().layers.map((name, l) => new Option(name, String(l), false, name === kept))
  layerChoice.replaceChildren(new Option("All layers", ""), ...choices)
}

function showFromStart() {
  page = 0
  show()
}

for (const heading of headings) {
  heading.querySelector("button")!.addEventListener("click", () => {
    const column = Number(heading.dataset.column)
    descending = column === sortedBy ? !descending : column >= -1
    sortedBy = column
    showFromStart()
  })
}
runChoice.addEventListener("change", () => {
  listLayers()
  showFromStart()
})
for (const filter of [layerChoice, flagChoice, textFilter]) filter.addEventListener("input", showFromStart)
previousPage.addEventListener("click", () => {
  page--
  show()
})
nextPage.addEventListener("click", () => {
  page++
  show()
})
listLayers()
show()
