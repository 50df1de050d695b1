import { stat } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { defineCommand } from "citty"
import { RoteError } from "../errors.js"
import { requireInteger } from "../estimators/validate.js"
import { isLoopback } from "../server/guard.js"
import { startStudio } from "../server/studio-server.js"
import { wholeNumber } from "./arguments.js"
import { onInterrupt } from "./interrupt.js"
import { say, warn } from "./say.js"

const bytesInMegabyte = 1e6

export const studioCommand = defineCommand({
  meta: { name: "studio" },
  args: {
    folder: {
      type: "positional",
      valueHint: "DIR",
      required: false,
      description: "The folder of runs and sweeps to show (the current one)",
    },
    port: { type: "string", valueHint: "N", description: "The port to listen on (the first free one from 4646)" },
    host: { type: "string", valueHint: "HOST", description: "The address to listen on", default: "127.0.0.1" },
    "upload-limit": {
      type: "string",
      valueHint: "MB",
      description: "Largest file that the page may send to be measured, in MB",
      default: "1024",
    },
  },
  async run({ args }) {
    const folder = args.folder ?? "."
    await requireFolder(folder)
    const port = wholeNumber("--port", args.port)
    const limit = requireInteger("--upload-limit", wholeNumber("--upload-limit", args["upload-limit"]) ?? 0, 1, 1e6)
    if (!isLoopback(args.host)) warn(`${exposed} (--host ${args.host})`)
    const studio = await startStudio({
      folder,
      page: fileURLToPath(new URL("../../studio/", import.meta.url)),
      program: fileURLToPath(new URL("./main.js", import.meta.url)),
      host: args.host,
      port: port === undefined ? undefined : requireInteger("--port", port, 0, 65_535),
      uploadLimit: limit * bytesInMegabyte,
    })
    process.once("exit", () => studio.stop())
    process.once("SIGTERM", () => process.exit(128 + 15))
    onInterrupt(() => "stopped: a measurement that was going on keeps what it had, and can be gone on with")
    console.log(studio.url)
    say("Open this link in a browser; Ctrl-C stops the studio.")
  },
})

const exposed =
  "anybody who can reach this machine and has the link with its token can read the folder and start measurements"

async function requireFolder(folder: string): Promise<void> {
  const status = await stat(folder).catch(() => undefined)
  if (status?.isDirectory()) return
  const found = status === undefined ? "none of that name" : "a file"
  throw new RoteError("io", { input: folder, expected: "a folder of runs and sweeps", found })
}
