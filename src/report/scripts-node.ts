import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import type { ReportScript } from "./page.js"

const all = ["theme", "neuron-table", "matrix"] as const

/** Scripts of a page, all unless named, as compiled beside this file. Each is whole in itself: it imports nothing at run time. */
export function readReportScripts(names: readonly (typeof all)[number][] = all): Promise<ReportScript[]> {
  return Promise.all(
    names.map(async (name) => {
      const compiled = await readFile(new URL(`./client/${name}.js`, import.meta.url), "utf8")
      const code = compiled.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n")
      return { code, hash: createHash("sha256").update(code).digest("base64") }
    }),
  )
}
