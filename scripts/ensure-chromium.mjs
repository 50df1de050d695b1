// @ts-check
// Installs Debian's Chromium for the browser tests where it is missing and may be installed: apt, and root or sudo that asks no password.
// Elsewhere it says in one line how to get it, and leaves the rest to the tests, which fail with that line.
import { spawnSync } from "node:child_process"
import { findChromium, NO_CHROMIUM } from "./chromium.mjs"

if (findChromium() === undefined) {
  installWithApt()
  if (findChromium() === undefined) console.error(NO_CHROMIUM)
}

function installWithApt() {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"]
  if (!succeeds([...asRoot, "apt-get", "--version"])) return
  console.error("installing chromium for the browser tests: apt-get install chromium")
  const apt = [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
  run([...apt, "update"])
  run([...apt, "install", "--yes", "--no-install-recommends", "chromium"])
}

/** @param {string[]} command */
function succeeds([program, ...words]) {
  return spawnSync(program, words, { stdio: "ignore" }).status === 0
}

/** @param {string[]} command */
function run([program, ...words]) {
  spawnSync(program, words, { stdio: ["ignore", "ignore", "inherit"] })
}
