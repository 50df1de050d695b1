import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { expect, it, vi } from "vitest"
import { measureToRun } from "#src/store/index.js"
import { contents, sampleActivations, temporaryFolder } from "./runs.js"

vi.mock("node:fs/promises", async (original) => {
  const actual = await original<typeof import("node:fs/promises")>()
  return { ...actual, readdir: vi.fn(actual.readdir) }
})

it("a run that another process begins just before this one looks into the folder is shared with it", async () => {
  const [directory, alone] = [join(temporaryFolder(), "run"), join(temporaryFolder(), "run")]
  const activations = sampleActivations(4)
  await measureToRun(activations, alone)
  const { readdir: actual } = await vi.importActual<typeof import("node:fs/promises")>("node:fs/promises")
  vi.mocked(readdir).mockImplementationOnce((async (path: string) => {
    await measureToRun(activations, directory)
    return actual(path)
  }) as typeof readdir)
  await measureToRun(activations, directory)
  expect(contents(directory)).toEqual(contents(alone))
})
