import { filesBelow, read } from "./repository.js"

/** The pages people read. */
export const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesBelow("docs", ".md")]

export interface Block {
  page: string
  /** 1-based line of the opening fence. */
  line: number
  language: string
  code: string
}

/** The fenced blocks of a page, in order. */
export function blocks(page: string): Block[] {
  const found: Block[] = []
  const fence = /^```(\S*)\n(.*?)^```$/gms
  const text = read(page)
  for (const match of text.matchAll(fence)) {
    const line = text.slice(0, match.index).split("\n").length
    found.push({ page, line, language: match[1], code: match[2] })
  }
  return found
}

/** A page without its fenced blocks. */
export function prose(page: string): string {
  return read(page).replace(/^```.*?^```$/gms, "")
}
