import { createRequire } from "node:module"

const { version } = createRequire(import.meta.url)("rote/package.json") as { version: string }

/** What writes a run: recorded in its manifest, ignored when runs are compared. */
export const tool = { name: "rote", version, node: process.version, platform: `${process.platform}-${process.arch}` }
