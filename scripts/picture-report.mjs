// @ts-check
// Writes docs/images/report.png, the picture in the README: the telling parts of the demo's report, closer together than there.
// npm run demo && node scripts/picture-report.mjs demo/report.html
import { readFileSync } from "node:fs"
import { chromium } from "playwright-core"
import { findChromium, NO_CHROMIUM } from "./chromium.mjs"

const style = `
  header, footer, main > section:not(#summary, #entropy, #matrix), #summary > :not(h2, .finding),
  :is(#entropy, #matrix) > p, .map > :not(figcaption, canvas) { display: none !important }
  #summary { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2rem; margin-top: 0 }
  #summary h2 { grid-column: 1 / -1; margin-top: 0 }
  #entropy, #matrix { margin-top: 1.5rem }
  .figures { grid-template-columns: repeat(3, 1fr) !important }
  .maps { grid-template-columns: repeat(4, 1fr) !important }
  body { padding: 1.5rem !important }
  #matrix { padding-bottom: 1.5rem }
`

const path = process.argv[2]
const executablePath = findChromium()
if (path === undefined) throw new Error("which report? node scripts/picture-report.mjs demo/report.html")
if (executablePath === undefined) throw new Error(NO_CHROMIUM)
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
const page = await browser.newPage({ viewport: { width: 1060, height: 800 }, colorScheme: "light" })
await page.setContent(readFileSync(path, "utf8").replace("</head>", `<style>${style}</style></head>`))
await page.waitForSelector("#neurons tbody tr", { state: "attached" })
await page.screenshot({ path: "docs/images/report.png", fullPage: true })
await browser.close()
