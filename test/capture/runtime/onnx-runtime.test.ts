import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { program } from "../../cli/rote.js"
import { models } from "../models.js"

const { HOME: _, XDG_CACHE_HOME: __, ORT_DISABLE_TELEMETRY: ___, ...environment } = process.env

it("the runtime keeps no record at home of the models that it opened, to send it to its makers", () => {
  const home = mkdtempSync(join(tmpdir(), "rote-home-"))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const env = { ...environment, HOME: home }
  const printed = execFileSync(process.execPath, [program, "capture", join(models, "mlp.onnx"), "--list"], { env })
  expect(printed.toString()).toContain("fc.0")
  expect(readdirSync(home)).toEqual([])
})

it("the runtime still has the switch that this takes", () => {
  const binaries = join(dirname(createRequire(import.meta.url).resolve("onnxruntime-node")), "../bin/napi-v6")
  const folder = join(binaries, process.platform, process.arch)
  const has = (file: string) => readFileSync(join(folder, file)).includes("ORT_DISABLE_TELEMETRY")
  expect(readdirSync(folder).some(has)).toBe(true)
})
