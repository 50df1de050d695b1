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

/**
 * What the pages promise their reader: a folder with `activations.npz` and `other.npz` (here the same), the repository's
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
  for (const name of ["activations.npz", "other.npz"]) {
    copyFileSync(join(root, "fixtures/examples/activations.npz"), join(path, name))
  }
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
