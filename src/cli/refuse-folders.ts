import { readdir } from "node:fs/promises"
import { manifestName } from "../store/manifest.js"
import { usage } from "./arguments.js"

/**
 * Tells of folders in place of files of activations what they are good for: a run is measured already, a model's folder
 * wants inputs. Any other is left to the readers.
 * @throws RoteError `usage`
 */
export async function refuseFolders(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const names: string[] = await readdir(path).catch(() => [])
    if (names.includes(manifestName)) {
      throw usage(path, "files of activations, or a model", "a run, measured already", "rote report shows it")
    }
    if (names.some((name) => name === "onnx" || name.endsWith(".onnx"))) {
      throw usage("--inputs", `examples to run the model of ${path} on`, "none")
    }
  }
}
