import { filesBelow, read } from "./repository.js"

/** The pages people read. */
export const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...filesBelow("docs", ".md")]

/** Whose blocks go on from one another, so that they run in one folder and in order: walk-through.test.ts. */
export const notebook = "docs/walk-through.md"

/** Those whose blocks stand alone. */
export const pagesOfExamples = pages.filter((page) => page !== notebook)

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

/** A block of text with nothing but an empty line between shows what the block before it prints. */
export function isItsOutput(block: Block, next: Block): boolean {
  const end = block.line + block.code.split("\n").length
  return next.language === "text" && next.line === end + 2
}

/** A page without its fenced blocks. */
export function prose(page: string): string {
  return read(page).replace(/^```.*?^```$/gms, "")
}
