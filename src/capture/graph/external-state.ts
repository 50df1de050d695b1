import { lstat, realpath } from "node:fs/promises"
import { dirname, relative, resolve } from "node:path"
import { RoteError } from "../../errors.js"
import type { OnnxModel } from "./onnx-model.js"

type WithWeights = Pick<OnnxModel, "path" | "externalFiles">

/**
 * What tells whether the files of a model's weights are still those that were checked: a line for each, with what it is
 * and where it lies. The runtime opens them by name, a while after.
 * @throws RoteError `checksum` for one that a link now leads to, or that is gone
 */
export async function externalState({ path, externalFiles }: WithWeights): Promise<string[]> {
  const folder = dirname(path)
  return Promise.all(
    externalFiles.map(async (file) => {
      const whole = resolve(await realpath(folder), relative(folder, file))
      const found = await realpath(file).catch(() => undefined)
      const status = await lstat(file, { bigint: true }).catch(() => undefined)
      if (found !== whole || status === undefined) throw changed(path, file)
      return [file, status.dev, status.ino, status.size, status.mtimeNs, status.ctimeNs].join(" ")
    }),
  )
}

/** @throws RoteError `checksum` naming the file that is another one than `before` */
export async function requireExternalState(model: WithWeights, before: readonly string[]): Promise<void> {
  const now = await externalState(model)
  const other = now.findIndex((line, i) => line !== before[i])
  if (other >= 0) throw changed(model.path, model.externalFiles[other])
}

function changed(input: string, file: string): RoteError {
  return new RoteError("checksum", {
    input,
    expected: "weights that stay as they are while they are used",
    found: `${file} put in another's place`,
    hint: "start again once nobody writes to the folder",
  })
}
