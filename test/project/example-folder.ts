import { execFile } from "node:child_process"
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { afterAll } from "vitest"
import { program } from "../cli/rote.js"
import { root } from "./repository.js"

export interface ExampleFolder {
  path: string
  /** Runs a program in the folder; `rote` is on its path. */
  run: (command: string, words: string[]) => Promise<Outcome>
}

export interface Outcome {
  status: number
  stdout: string
  stderr: string
}

const promised = [
  ["activations.npz", "examples/activations.npz"],
  ["other.npz", "examples/activations.npz"],
  ["model.onnx", "onnx/mlp.onnx"],
  ["inputs.npz", "onnx/mlp.inputs.npz"],
]

/**
 * What the pages promise their reader: a folder with files of activations, a model and its inputs, the repository's
 * `fixtures`, and `rote` on the path.
 */
export function exampleFolder(): ExampleFolder {
  const parent = mkdtempSync(join(tmpdir(), "rote-example-"))
  afterAll(() => rmSync(parent, { recursive: true, force: true }))
  const programs = join(parent, "bin")
  const path = join(parent, "folder")
  mkdirSync(programs)
  mkdirSync(path)
  const rote = join(programs, "rote")
  writeFileSync(rote, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`)
  chmodSync(rote, 0o755)
  for (const [name, fixture] of promised) copyFileSync(join(root, "fixtures", fixture), join(path, name))
  symlinkSync(join(root, "fixtures"), join(path, "fixtures"))
  const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` }
  return { path, run: (command, words) => execute(command, words, path, env) }
}

export function execute(command: string, words: string[], cwd: string, env = process.env): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, words, { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), stdout, stderr })
    })
  })
}
