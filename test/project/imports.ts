import { dirname, join } from "node:path/posix"
import { filesBelow, read } from "./repository.js"

export interface Import {
  /** The file that imports, from the root. */
  file: string
  /** A file of the repository, or the specifier of a package or of one of Node's modules. */
  target: string
  /** Only types cross: nothing is loaded when the program runs. */
  typesOnly: boolean
}

const generated = "src/kernels/wasm/binary.ts"
const assembly = "src/kernels/wasm/assembly/"

/** TypeScript sources, without the generated one and those in AssemblyScript. */
export const sources = filesBelow("src", ".ts").filter((file) => file !== generated && !file.startsWith(assembly))
/** All of the page, and what builds it. */
export const studioSources = [...filesBelow("studio", ".ts"), ...filesBelow("studio", ".tsx")]
export const assemblySources = filesBelow(assembly, ".ts")

/** Every import and re-export of a file, static or not. */
export function importsOf(file: string): Import[] {
  const text = read(file)
  const statements = /^(?:import|export)\s+(type\s)?(?:([\w*{][^"';]*?)\sfrom\s+)?"([^"]+)"/gm
  const calls = /\b(?:import|new URL|import\.meta\.resolve)\(\s*"(\.[^"]+|node:[^"]+|[@\w][^"]*)"/g
  return [
    ...[...text.matchAll(statements)].map(([, type, names, specifier]) => ({
      file,
      target: resolved(file, specifier),
      typesOnly: type !== undefined || (names !== undefined && onlyTypes(names)),
    })),
    ...[...text.matchAll(calls)].map(([, specifier]) => ({
      file,
      target: resolved(file, specifier),
      typesOnly: false,
    })),
  ]
}

/** `{ type A, type B }` */
function onlyTypes(names: string): boolean {
  const items = names.replace(/[{}\n]/g, " ").split(",")
  return items.map((item) => item.trim()).every((item) => item === "" || item.startsWith("type "))
}

function resolved(file: string, specifier: string): string {
  if (!/^(\.|#src\/)/.test(specifier)) return specifier
  const path = specifier.startsWith("#src/") ? specifier.slice(1) : join(dirname(file), specifier)
  const source = path.replace(/\.js$/, ".ts")
  return studioSources.includes(`${source}x`) ? `${source}x` : source
}
