import { existsSync } from "node:fs"
import { dirname, join } from "node:path/posix"
import { describe, expect, it } from "vitest"
import { pages, prose } from "./pages.js"
import { filesBelow, read, root } from "./repository.js"

/** Text in backticks that begins like this is a path of this repository. */
const pathInBackticks = /`((?:src|test|docs|bench|fixtures|scripts|\.ci)\/[^`\s*…]+)`/g

describe("pages", () => {
  it.each(pages)("every link of %s leads somewhere", (page) => {
    const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link)
    expect(links.filter((link) => !isOutside(link) && !leadsSomewhere(page, link))).toEqual([])
  })

  it.each(pages)("every path named in %s exists", (page) => {
    const paths = [...prose(page).matchAll(pathInBackticks)].map(([, path]) => path)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it("the map of the docs names every page", () => {
    const mapped = [...read("docs/index.md").matchAll(/\]\(([^)#]+\.md)\)/g)].map(([, link]) => join("docs", link))
    expect(filesBelow("docs", ".md").filter((page) => page !== "docs/index.md" && !mapped.includes(page))).toEqual([])
  })
})

function isOutside(link: string): boolean {
  return /^https?:/.test(link)
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path, anchor] = link.split("#")
  const target = path === "" ? page : join(dirname(page), path)
  return existsSync(join(root, target)) && (anchor === undefined || anchors(target).includes(anchor))
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(page: string): string[] {
  const headings = [...prose(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  )
}
