import { execFile } from "node:child_process"
import { existsSync, realpathSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { webgpuRelease } from "#src/networks/device-node.js"
import { findChromium } from "../../scripts/chromium.mjs"
import { read } from "../project/repository.js"

interface Trained {
  adapter: string
  losses: number[]
  parameters: Record<string, number[]>
  activations: number[]
  accuracy: number
}

const driverFile = "vk_swiftshader_icd.json"

/** Where Chromium is: it brings a graphics processor made of software, and the library by which Vulkan finds it. */
const chromium = [dirname(realpathSync(findChromium() ?? "/usr/lib/chromium/chromium")), "/usr/lib/chromium"].find(
  (folder) => existsSync(join(folder, driverFile)),
)

/** No driver but those that the variables name. */
const nowhere = { XDG_DATA_HOME: "/nowhere", XDG_DATA_DIRS: "/nowhere", VK_DRIVER_FILES: undefined }
const bare = { ...process.env, ...nowhere, LD_LIBRARY_PATH: chromium }
const driver = join(chromium ?? "", driverFile)
const software = { ...bare, VK_DRIVER_FILES: driver }

const child = join(import.meta.dirname, "device-child.mjs")

async function trainOn(device: string, network: string, env: NodeJS.ProcessEnv): Promise<Trained> {
  const { stdout } = await promisify(execFile)(process.execPath, [child, device, network], { env })
  return JSON.parse(stdout)
}

/** What a process that is to train on a graphics processor says when it does not. */
async function refusal(env: NodeJS.ProcessEnv, ...options: string[]): Promise<string> {
  const program = promisify(execFile)(process.execPath, [...options, child, "webgpu", "mlp"], { env })
  return program.then(
    () => "trained",
    ({ stderr }: { stderr: string }) => stderr,
  )
}

const largest = (a: number[], b: number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i])))

describe("training on a graphics processor", () => {
  it.each(["mlp", "encoder"])(
    "%s: the losses, parameters, activations and accuracy of WebAssembly, but for rounding",
    { timeout: 120_000 },
    async (network) => {
      const [here, there] = await Promise.all([trainOn("wasm", network, bare), trainOn("webgpu", network, software)])
      expect(here.adapter).toBe("wasm")
      expect(there.adapter).toContain("SwiftShader")
      // WebGPU leaves a logarithm room to be off, and SwiftShader's of numbers near 2 is, by 1.2e-5: of the loss alone.
      expect(largest(here.losses, there.losses)).toBeLessThan(2e-5)
      expect(Object.keys(there.parameters)).toEqual(Object.keys(here.parameters))
      for (const [name, values] of Object.entries(here.parameters)) {
        // Attention does not depend on the keys' biases: their gradient is rounding alone, and Adam makes steps of that too.
        const bound = name.endsWith(".k_lin.bias") ? 9e-3 : 2e-6
        expect(largest(values, there.parameters[name]), name).toBeLessThan(bound)
      }
      expect(there.activations).toHaveLength(here.activations.length)
      expect(largest(here.activations, there.activations)).toBeLessThan(2e-5)
      expect(there.accuracy).toBe(here.accuracy)
    },
  )
})

describe("where there is no graphics processor, training on one is refused", () => {
  it("no driver", async () => {
    expect(await refusal({ ...bare, VK_DRIVER_FILES: "/nowhere.json" })).toContain(
      "device webgpu: expected a graphics processor, found none that has a driver; install its driver",
    )
  })

  it("a driver that computes on the processor, and that nobody asked for by name", async () => {
    expect(await refusal({ ...bare, VK_ADD_DRIVER_FILES: driver })).toMatch(
      /found SwiftShader.*, which computes on the processor, slower than wasm; use --device wasm, or name/,
    )
  })

  it("the package webgpu is not installed: the command that installs the release we test with", async () => {
    const hooks = `export function resolve(name, context, next) { return next(name === "webgpu" ? "webgpu-missing" : name, context) }`
    const register = `import { register } from "node:module"; register(${JSON.stringify(dataUrl(hooks))})`
    const said = await refusal(software, "--import", dataUrl(register))
    expect(said).toContain("expected the npm package webgpu")
    expect(said).toContain(`npm install webgpu@${webgpuRelease}, or use --device wasm`)
    const { peerDependencies, devDependencies } = JSON.parse(read("package.json"))
    expect([peerDependencies.webgpu, devDependencies.webgpu]).toEqual([webgpuRelease, webgpuRelease])
  })
})

function dataUrl(program: string): string {
  return `data:text/javascript,${encodeURIComponent(program)}`
}
