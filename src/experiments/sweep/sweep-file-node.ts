import { join } from "node:path"
import { writeWhole } from "../../store/files.js"
import { tool } from "../../store/tool.js"
import type { SweepFile } from "./sweep-file.js"
import { readVersioned } from "./versioned-json-node.js"

export type { SweepFile, SweepFileModel } from "./sweep-file.js"

export const sweepName = "sweep.json"

export async function writeSweepFile(
  directory: string,
  sweep: Omit<SweepFile, "format" | "version" | "tool">,
): Promise<void> {
  const file: SweepFile = { format: "rote-sweep", version: 1, ...sweep, tool }
  await writeWhole(join(directory, sweepName), new TextEncoder().encode(`${JSON.stringify(file, null, 1)}\n`))
}

/**
 * The sweep.json of a directory, or undefined where there is none.
 * @throws RoteError `malformed`, `unsupported-format`
 */
export async function readSweepFile(directory: string): Promise<SweepFile | undefined> {
  return readVersioned<SweepFile>(join(directory, sweepName), "rote-sweep")
}
