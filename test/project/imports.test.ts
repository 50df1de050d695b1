import { describe, expect, it } from "vitest"
import { assemblySources, type Import, importsOf, sources, studioSources } from "./imports.js"
import { read } from "./repository.js"

const imports = sources.flatMap(importsOf)
const shared = ["src/activations.ts", "src/errors.ts", "src/random.ts"]

/** What the files of a folder may import, as beginnings of paths and specifiers; its own files besides. */
const mayImport: Record<string, string[]> = {
  kernels: ["#threads"],
  estimators: [...shared, "src/kernels/"],
  readers: [...shared, "fflate", "hyparquet"],
  capture: [
    ...shared,
    "src/readers/",
    "src/store/",
    "onnxruntime-node",
    "onnxruntime-common",
    "protobufjs",
    "sharp",
    "@huggingface/tokenizers",
  ],
  inspection: [...shared, "src/estimators/", "src/readers/", "src/store/", "src/capture/"],
  store: [...shared, "src/estimators/", "src/readers/", "fflate", "hyparquet", "zarrita"],
  plots: ["src/activations.ts", "src/estimators/", "src/selection/", "@observablehq/plot", "d3"],
  report: [...shared, "src/estimators/", "src/store/", "src/plots/", "linkedom", "@resvg/resvg-js", "gifenc"],
  datasets: [...shared, "src/readers/", "@huggingface/tokenizers"],
  networks: [...shared, "src/datasets/", "src/readers/", "@jax-js/jax", "webgpu"],
  selection: [...shared, "src/estimators/", "src/networks/"],
  experiments: [
    ...shared,
    "src/datasets/",
    "src/networks/",
    "src/estimators/",
    "src/readers/",
    "src/selection/",
    "src/store/",
    "src/plots/",
    "src/report/",
  ],
  server: [
    ...shared,
    "src/estimators/",
    "src/experiments/",
    "src/inspection/",
    "src/store/",
    "hono",
    "@hono/node-server",
  ],
}

/** The only kernels that know where they run. */
const threadFiles = ["src/kernels/wasm/threads-node.ts", "src/kernels/wasm/worker-node.ts"]

describe("import directions", () => {
  it.each(Object.entries(mayImport))(
    "%s imports nothing but its own files and what is named here",
    (folder, allowed) => {
      const own = `src/${folder}/`
      const strangers = imports.filter(
        ({ file, target }) =>
          file.startsWith(own) && !isNode(target) && ![own, ...allowed].some((start) => target.startsWith(start)),
      )
      expect(listed(strangers)).toEqual([])
    },
  )

  it("every folder of src/ has a rule", () => {
    const folders = new Set(sources.filter((file) => file.split("/").length > 2).map((file) => file.split("/")[1]))
    expect([...folders].sort()).toEqual([...Object.keys(mayImport), "cli"].sort())
  })

  it("the kernels in AssemblyScript import one another alone", () => {
    const strangers = assemblySources
      .flatMap(importsOf)
      .filter(({ target }) => !target.startsWith("src/kernels/wasm/assembly/"))
    expect(listed(strangers)).toEqual([])
  })

  it("Node's modules are for readers, store, capture, server, cli, and files named …-node.ts", () => {
    const mayUseNode = /^src\/(readers|store|capture|server|cli)\/|-node\.ts$/
    expect(listed(imports.filter(({ file, target }) => isNode(target) && !mayUseNode.test(file)))).toEqual([])
  })

  it("of the kernels only those that start threads in Node use Node", () => {
    const users = imports.filter(({ file, target }) => file.startsWith("src/kernels/") && isNode(target))
    expect([...new Set(users.map(({ file }) => file))]).toEqual(threadFiles)
  })

  it("plots take nothing but types from the estimators and the selection", () => {
    const values = imports.filter(
      ({ file, target, typesOnly }) =>
        file.startsWith("src/plots/") && /^src\/(estimators|selection)\//.test(target) && !typesOnly,
    )
    expect(listed(values)).toEqual([])
  })

  it.each([
    "src/browser.ts",
    "src/plots/index.ts",
    "src/kernels/reference/index.ts",
    "src/kernels/wasm/worker-web.ts",
    "src/store/manifest-json.ts",
    "src/store/neurons.ts",
  ])("%s reaches nothing of Node's, so that it runs in a browser", (entry) => {
    expect(listed(reachedFrom(entry).filter(({ target }) => isNode(target)))).toEqual([])
  })

  it.each(["data", "settings", "views"])(
    "what a page asks of the live circles, %s, leaves jax-js to the worker",
    (file) => {
      const reached = [`src/experiments/circles/live/${file}.ts`, "src/networks/switch-off.ts"].flatMap(reachedFrom)
      expect(listed(reached.filter(({ target }) => target.startsWith("@jax-js/")))).toEqual([])
    },
  )

  it("nothing but the command line imports the command line", () => {
    const users = imports.filter(({ file, target }) => target.startsWith("src/cli/") && !file.startsWith("src/cli/"))
    expect(listed(users)).toEqual([])
  })

  it("nothing in src/ imports the exported lists", () => {
    const users = imports.filter(({ target }) => ["src/index.ts", "src/browser.ts"].includes(target))
    expect(listed(users)).toEqual(["src/index.ts → src/browser.ts"])
  })

  it("the command line imports no kernel and does no more mathematics than columns and durations take", () => {
    const cli = sources.filter((file) => file.startsWith("src/cli/"))
    expect(
      listed(imports.filter(({ file, target }) => cli.includes(file) && target.startsWith("src/kernels/"))),
    ).toEqual([])
    const functions = new Set(cli.flatMap((file) => read(file).match(/\bMath\.\w+/g) ?? []))
    expect([...functions].filter((name) => !layout.includes(name))).toEqual([])
  })
})

/** What of its other folders a folder of the page may import; all of it takes src/ besides, and React. */
const pageMayImport: Record<string, string[]> = {
  data: [],
  shell: ["data", "parts"],
  parts: ["data", "shell"],
  explorable: ["data", "parts", "shell"],
  "heat-map": ["data", "parts", "shell"],
  runs: ["data", "parts", "shell", "heat-map"],
  sweeps: ["data", "parts", "shell"],
  measure: ["data", "parts", "shell"],
}

/** The only file of the frame that knows the pages. */
const pageList = "studio/shell/app.tsx"

const builtByNode = "studio/vite.config.ts"

describe("imports of the studio", () => {
  const pageFiles = studioSources.filter((file) => file !== builtByNode)
  const pageImports = pageFiles.flatMap(importsOf)

  it.each(Object.entries(pageMayImport))("%s imports no other page's files", (folder, others) => {
    const allowed = [folder, ...others].map((name) => `studio/${name}/`)
    const strangers = pageImports.filter(
      ({ file, target }) =>
        file.startsWith(`studio/${folder}/`) &&
        file !== pageList &&
        target.startsWith("studio/") &&
        !allowed.some((start) => target.startsWith(start)),
    )
    expect(listed(strangers)).toEqual([])
  })

  it("every folder has a rule", () => {
    const folders = new Set(pageFiles.filter((file) => file.split("/").length > 2).map((file) => file.split("/")[1]))
    expect([...folders].sort()).toEqual(Object.keys(pageMayImport).sort())
  })

  it("of packages it takes React, and what draws the figures", () => {
    const packages = pageImports
      .map(({ target }) => target)
      .filter((target) => !/^(src|studio|fixtures)\//.test(target))
    expect([...new Set(packages)].sort()).toEqual(["d3", "react", "react-dom/client"])
  })

  it("no file of it reaches anything of Node's", () => {
    const reached = pageFiles.flatMap(reachedFrom)
    expect(reached.length).toBeGreaterThan(pageImports.length)
    expect(listed(reached.filter(({ target }) => isNode(target)))).toEqual([])
  })

  it("takes nothing but types from the server", () => {
    const ofServer = pageImports.filter(({ target }) => target.startsWith("src/server/"))
    expect(ofServer).not.toEqual([])
    expect(listed(ofServer.filter(({ typesOnly }) => !typesOnly))).toEqual([])
  })

  it("nothing in src/ imports it", () => {
    expect(listed(imports.filter(({ target }) => studioSources.includes(target)))).toEqual([])
  })

  it("does no more mathematics than pixels and durations take", () => {
    const functions = new Set(pageFiles.flatMap((file) => read(file).match(/\bMath\.\w+/g) ?? []))
    expect([...functions].filter((name) => ![...layout, ...pixels].includes(name))).toEqual([])
  })
})

const layout = ["Math.max", "Math.min", "Math.abs", "Math.floor", "Math.ceil", "Math.round", "Math.log10"]
/** Distances, and zooming by factors. */
const pixels = ["Math.hypot", "Math.exp", "Math.log2"]

function isNode(target: string): boolean {
  return target.startsWith("node:")
}

/** Every import that runs when `entry` is loaded where there is no Node. */
function reachedFrom(entry: string): Import[] {
  const seen = new Set([entry])
  const found: Import[] = []
  for (const file of seen) {
    for (const each of importsOf(file)) {
      if (each.typesOnly) continue
      const target = each.target === "#threads" ? "src/kernels/wasm/threads-web.ts" : each.target
      found.push({ ...each, target })
      if (sources.includes(target) || studioSources.includes(target)) seen.add(target)
    }
  }
  return found
}

function listed(imports: Import[]): string[] {
  return imports.map(({ file, target }) => `${file} → ${target}`)
}
