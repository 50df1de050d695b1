import { accessSync, constants } from "node:fs"
import { delimiter, join } from "node:path"
import { type Browser, chromium } from "playwright-core"

const names = ["chromium", "chromium-browser", "google-chrome"]

/** Chromium as installed: `CHROMIUM_PATH`, or the first found of the usual names. */
function chromiumPath(): string {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)]
  const candidates = [
    process.env.CHROMIUM_PATH ?? "",
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  ]
  const found = candidates.find((path) => path !== "" && isExecutable(path))
  if (found === undefined) {
    throw new Error(
      "no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to its program",
    )
  }
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Starts Chromium without a window and without calls home. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  })
}
