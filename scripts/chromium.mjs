// @ts-check
import { accessSync, constants } from "node:fs"
import { delimiter, join } from "node:path"

export const NO_CHROMIUM =
  "no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to a Chromium's or Chrome's program"

const names = ["chromium", "chromium-browser", "google-chrome"]

/** The Chromium to test with: `CHROMIUM_PATH`, or the first installed of the usual names; undefined where there is none. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)]
  const usual = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [...(given ? [given] : []), ...usual].find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
