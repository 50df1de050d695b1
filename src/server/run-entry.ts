import { stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import { RoteError } from "../errors.js"
import { readWhole } from "../store/files.js"
import { activationsName } from "../store/kept-activations.js"
import { readManifest } from "../store/manifest.js"
import { damagedManifest, formatName, type Manifest, manifestName } from "../store/manifest-json.js"
import { matrixSize } from "../store/run.js"
import { countTileFiles } from "../store/tiles.js"
import type { Means, RunEntry } from "./api.js"
import { withoutPath } from "./refusal.js"

/** What a run's own folder says of it; of a run in progress, what does not change while it goes on. */
export type RunFacts = Omit<RunEntry, "path" | "sweep">

/** Of a folder with a manifest.json: undefined where that is another program's. */
export async function runFacts(directory: string): Promise<RunFacts | undefined> {
  try {
    const manifest = await readManifest(directory)
    return manifest === undefined ? undefined : await factsOf(directory, manifest)
  } catch (error) {
    if (!(await isOurs(join(directory, manifestName)))) return undefined
    const why = error instanceof RoteError ? error : damagedManifest(manifestName, "parts of the wrong type")
    const unread = { started: null, seconds: null, share: 0, measured: null }
    return { kind: "run", state: "damaged", fault: withoutPath(dirname(directory), why.message), ...unread }
  }
}

/** Many programs call a file manifest.json: ours has the name of its format in whatever is left of it. */
async function isOurs(path: string): Promise<boolean> {
  const bytes = await readWhole(path).catch(() => undefined)
  return bytes !== undefined && new TextDecoder().decode(bytes).includes(formatName)
}

/** A run in progress with its share and its activations as they are now; any other as it was. */
export async function withProgress(directory: string, facts: RunFacts): Promise<RunFacts> {
  if (facts.state !== "in progress" || facts.measured === null) return facts
  const [share, activationBytes] = await Promise.all([
    shareDone(directory, facts.measured.matrixSize ?? 0),
    keptBytes(directory),
  ])
  return { ...facts, share, measured: { ...facts.measured, activationBytes } }
}

/** Of its tiles, those whose files are there. */
async function shareDone(directory: string, size: number): Promise<number> {
  const { written, total } = await countTileFiles(directory, size)
  return total === 0 ? 0 : Math.min(1, written / total)
}

function keptBytes(directory: string): Promise<number | null> {
  return stat(join(directory, activationsName)).then(
    ({ size }) => size,
    () => null,
  )
}

async function factsOf(directory: string, manifest: Manifest): Promise<RunFacts> {
  const { complete, input, settings, result, timings } = manifest
  const size = matrixSize(input, settings)
  return {
    kind: "run",
    state: complete ? "complete" : "in progress",
    fault: null,
    started: timings.started,
    seconds: timings.seconds,
    share: complete ? 1 : 0,
    measured: {
      examples: result?.examples ?? input.examples,
      neurons: input.neurons,
      layers: input.layers,
      settings,
      files: input.files.map(({ name }) => name),
      captured: input.capture !== undefined,
      activationBytes: await keptBytes(directory),
      matrixSize: size === 0 ? null : size,
      means: result === null ? null : meansOf(result.summary.all),
    },
  }
}

function meansOf({
  entropy,
  entropyLocal,
  entropyKnn,
  mutualInformation,
}: NonNullable<Manifest["result"]>["summary"]["all"]): Means {
  return {
    entropy: entropy.mean,
    entropyLocal: entropyLocal.mean,
    entropyKnn: entropyKnn.mean,
    mutualInformation: mutualInformation?.mean ?? null,
  }
}
