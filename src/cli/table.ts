import { stripVTControlCharacters } from "node:util"
import { bold } from "./style.js"

/** Lines of a table: the first columns, of text, to the left, the others to the right, two spaces between. */
export function table(rows: string[][], ofText = 1): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => visibleLength(row[column]))))
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = " ".repeat(widths[column] - visibleLength(cell))
        return column < ofText ? cell + space : space + cell
      })
      .join("  ")
      .trimEnd(),
  )
}

/** The same, the first row in bold. */
export function headedTable(rows: string[][], ofText = 1): string[] {
  return table(rows, ofText).map((line, row) => (row === 0 ? bold(line) : line))
}

/** Cuts text to `width` characters, the last of them an ellipsis where something is missing. */
export function shortened(text: string, width: number): string {
  const characters = [...text]
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`
}

/** Breaks text between words into lines of at most `width` characters. */
export function wrapped(text: string, width: number): string[] {
  const lines = [""]
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1]
    if (line === "") lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}

function visibleLength(text: string): number {
  return [...stripVTControlCharacters(text)].length
}
