import { defaultDevice, init } from "@jax-js/jax"
import { RoteError } from "../errors.js"

/** Where networks are trained: on the processor, or on a graphics processor. */
export const devices = ["wasm", "webgpu"] as const

export type Device = (typeof devices)[number]

/** The release of the npm package `webgpu` that rote is tested with: an optional peer, for it takes 150 MB. */
export const webgpuRelease = "0.6.2"

/** Dawn is opened once: a second would take the first one's place, under arrays that are still there. */
let opened: Promise<string> | undefined

/**
 * Has this process train and ask networks on a device, all its arrays from then on. Returns what it is called: `wasm`, or the
 * name of the graphics processor. A driver that computes on the processor is slower than `wasm`, and is taken only where
 * `VK_DRIVER_FILES` names it.
 * @throws RoteError `bad-option` where the npm package `webgpu` cannot be loaded, or finds no graphics processor
 */
export async function openDevice(device: Device): Promise<string> {
  if (device === "wasm") {
    defaultDevice("wasm")
    return "wasm"
  }
  opened ??= openWebGpu()
  const name = await opened
  defaultDevice("webgpu")
  return name
}

async function openWebGpu(): Promise<string> {
  const gpu = await openGpu()
  const name = await adapterName(gpu)
  offerToNavigator(gpu)
  if (!(await init("webgpu")).includes("webgpu")) {
    throw new RoteError("bad-option", {
      input: "device webgpu",
      expected: "a graphics processor that computes",
      found: `${name}, which could not be opened`,
      hint: "use --device wasm",
    })
  }
  return name
}

/** Dawn, as a browser would offer it, and the constants that go with it. */
async function openGpu(): Promise<GPU> {
  try {
    const { create, globals } = await import("webgpu")
    Object.assign(globalThis, globals)
    return create([])
  } catch (error) {
    throw new RoteError("bad-option", {
      input: "device webgpu",
      expected: "the npm package webgpu, which reaches graphics processors from Node",
      found: error instanceof Error ? error.message.split("\n")[0] : String(error),
      hint: `npm install webgpu@${webgpuRelease}, or use --device wasm`,
    })
  }
}

/** Asks for the adapter as jax-js does, so that it gets the same. */
async function adapterName(gpu: GPU): Promise<string> {
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" })
  if (adapter === null) {
    throw new RoteError("bad-option", {
      input: "device webgpu",
      expected: "a graphics processor",
      found: "none that has a driver",
      hint: "install its driver (on Linux one for Vulkan, and libvulkan1), or use --device wasm",
    })
  }
  const { isFallbackAdapter, description, device, vendor } = adapter.info
  const name = description || device || vendor
  if (isFallbackAdapter && !process.env.VK_DRIVER_FILES) {
    throw new RoteError("bad-option", {
      input: "device webgpu",
      expected: "a graphics processor",
      found: `${name}, which computes on the processor, slower than wasm`,
      hint: "use --device wasm, or name the driver's file in VK_DRIVER_FILES to have it all the same",
    })
  }
  return name
}

/** Puts it where jax-js looks, as in a browser; Node 20 has no `navigator`. It stays there: jax-js's device needs it. */
function offerToNavigator(gpu: GPU): void {
  const found: object = globalThis.navigator ?? { userAgent: `Node.js/${process.versions.node}` }
  Object.defineProperty(found, "gpu", { value: gpu, configurable: true })
  Object.defineProperty(globalThis, "navigator", { value: found, configurable: true })
}
