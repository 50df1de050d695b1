import { darkTheme, lightTheme, themeProperties } from "../plots/index.js"

const light = `${themeProperties(lightTheme)} --surface: #f5f6f7; --accent: #0b5cad; color-scheme: light;`
const dark = `${themeProperties(darkTheme)} --surface: #1d2126; --accent: #7db8f0; color-scheme: dark;`

/** The report's style sheet: one column, one type scale, colours by theme; tables scroll in themselves; paper is light. */
export const styleSheet = `
:root { ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
:root[data-theme="light"] { ${light} }
:root[data-theme="dark"] { ${dark} }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--background); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
main, header, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
section { margin-top: 3.5rem; }
h1, h2, h3 { line-height: 1.25; margin: 0; font-weight: 650; letter-spacing: -0.01em; }
h1 { font-size: 1.875rem; text-wrap: balance; }
h2 { font-size: 1.375rem; margin-bottom: 0.75rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 0.5rem; }
p, ul, ol, blockquote { max-width: 44rem; margin: 0 0 1rem; }
ul, ol { padding-left: 1.25rem; }
li { margin-bottom: 0.375rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
table .quiet { font-size: inherit; }
code { font: 0.9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { max-width: 44rem; padding: 0.875rem 1rem; background: var(--surface); border-radius: 0.5rem; white-space: pre-wrap; font-size: 0.875rem; }
.quiet, figcaption { color: var(--muted); font-size: 0.875rem; }
.title { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: start; justify-content: space-between; }
.title > div { flex: 1 1 12rem; min-width: 0; }
.run { font-weight: 600; }
.run::before {
  content: ""; display: inline-block; width: 0.625em; height: 0.625em; margin-right: 0.45em; border-radius: 50%; background: var(--run);
}
.finding { max-width: 44rem; margin: 0 0 1.25rem; padding: 0.125rem 0 0.125rem 1rem; border-left: 3px solid var(--run, var(--line)); }
.finding p { margin: 0 0 0.25rem; }
.reading { font-size: 1.125rem; line-height: 1.45; }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
.scroll:focus-visible { outline: 2px solid var(--accent); }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; line-height: 1.4; }
.table-title { margin: 1.75rem 0 0.25rem; max-width: none; text-wrap: balance; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2.25rem; }
.columns h3 { margin-top: 0.75rem; }
th, td { padding: 0.4rem 0.625rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; vertical-align: baseline; }
th { font-weight: 600; }
thead th { color: var(--muted); border-bottom-color: var(--muted); }
tr > :first-child, .words :is(th, td), .flags { text-align: left; }
tr > .count { text-align: right; white-space: nowrap; min-width: 0; }
tr > :first-child { padding-left: 0; position: sticky; left: 0; background: var(--background); }
.words td, .words th { white-space: normal; }
.words td { min-width: 8rem; }
.words th { min-width: 6rem; overflow-wrap: break-word; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 2rem 2.25rem; margin: 1.25rem 0; }
.figures figure { max-width: 27rem; }
.figures svg { width: 100%; }
figure { margin: 0; min-width: 0; }
.maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 2rem 2.25rem; }
.map { max-width: 42rem; }
.map figcaption { margin-bottom: 0.5rem; }
.map canvas { display: block; width: 100%; aspect-ratio: 1; cursor: crosshair; border-radius: 2px; }
.map canvas:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }
.map output { display: block; min-height: 3.2em; margin: 0.5rem 0; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.bar { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: end; justify-content: space-between; }
.bar svg { flex: 0 1 18rem; min-width: 0; }
.controls { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; margin: 0 0 1rem; }
.controls label { display: grid; gap: 0.2rem; grid-template-columns: minmax(0, auto); max-width: min(100%, 18rem); color: var(--muted); font-size: 0.8125rem; }
button, select, input {
  font: inherit; font-size: 0.875rem; color: var(--ink); background: var(--surface); border: 1px solid var(--line);
  border-radius: 0.375rem; padding: 0 0.7rem; height: 2.25rem; max-width: 100%;
}
button { cursor: pointer; }
button:hover:enabled { border-color: var(--muted); }
button:disabled { color: var(--muted); cursor: default; opacity: 0.6; }
:is(button, select, input, a, summary):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
thead button { all: unset; position: relative; cursor: pointer; font-weight: 600; border-radius: 2px; }
thead button:hover { color: var(--ink); }
thead button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
thead button::after { position: absolute; left: 100%; }
[aria-sort="ascending"] button::after { content: "↑"; }
[aria-sort="descending"] button::after { content: "↓"; }
footer { margin-top: 4rem; padding-bottom: 3rem; }
@media (max-width: 40rem) {
  header { padding-top: 1.5rem; }
  section { margin-top: 2.75rem; }
  h1 { font-size: 1.5rem; }
  h2 { font-size: 1.25rem; }
}
@media print {
  :root, :root[data-theme] { ${light} }
  html { font-size: 9.5pt; }
  main, header, footer { max-width: none; padding: 0; }
  section { margin-top: 1.75rem; }
  .controls, #theme-toggle, .map output { display: none; }
  .figures { grid-template-columns: repeat(3, 1fr); gap: 1rem; }
  .maps { grid-template-columns: repeat(2, 1fr); gap: 1rem; }
  .map { max-width: 12cm; }
  .scroll { overflow: visible; }
  table { font-size: 7pt; }
  #neurons :is(th, td):nth-child(n + 9):nth-child(-n + 12) { display: none; }
  th, td { padding: 0.15rem 0.3rem; }
  tr > :first-child { position: static; }
  [aria-sort] button::after { content: none; }
  figure, tr, .finding { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`
