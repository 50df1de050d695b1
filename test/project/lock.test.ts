import { expect, it } from "vitest"
import { read } from "./repository.js"

interface Locked {
  version?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const packages: Record<string, Locked> = JSON.parse(read("package-lock.json")).packages
const { dependencies, devDependencies } = JSON.parse(read("package.json"))

it("every dependency is pinned to the digit, as it is locked", () => {
  const pinned: [string, string][] = Object.entries({ ...dependencies, ...devDependencies })
  expect(pinned.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version)).toEqual([])
})

// npm 11 refuses to install from a lock file that leaves out what an optional dependency of another platform is.
it("what other platforms need is locked too", () => {
  const optional = Object.entries(packages).flatMap(([parent, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).map((name) => [parent, name]),
  )
  const missing = optional.filter(
    ([parent, name]) => !(`node_modules/${name}` in packages || `${parent}/node_modules/${name}` in packages),
  )
  expect(missing).toEqual([])
})

// onnxruntime-node's would download a graphics card's libraries from elsewhere than the registry.
it("no install script of a dependency runs", () => {
  expect(read(".npmrc").split("\n")).toContain("ignore-scripts=true")
})
