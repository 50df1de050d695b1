// @ts-check
// The static site: the studio as it is built, in a folder of its own, for any host of files and any folder there.
import { cpSync, rmSync } from "node:fs"
import { join } from "node:path"

const [from, to] = ["studio", "site"].map((folder) => join(import.meta.dirname, "../dist", folder))
rmSync(to, { recursive: true, force: true })
cpSync(from, to, { recursive: true })
console.log("dist/site: put it on any host of files")
