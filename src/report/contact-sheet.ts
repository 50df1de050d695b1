import { type Html, html, trusted } from "./html.js"
import { pageHtml } from "./page.js"
import { styleSheet } from "./style.js"

/** An example of a neuron, as it is shown. */
export interface SheetExample {
  /** `example 12`, a file's name. */
  name: string
  activation: number
  /** A PNG in base64. */
  picture?: string
  text?: string
}

export interface SheetNeuron {
  label: string
  /** What was measured of it. */
  caption: string
  examples: readonly SheetExample[]
}

export interface ContactSheet {
  title: string
  /** What is shown, and how it was chosen. */
  sentences: readonly string[]
  groups: readonly { heading: string; neurons: readonly SheetNeuron[] }[]
  /** Version of rote. */
  version: string
}

/** One page with the examples that some neurons answer to most: pictures, or whole texts, in the page itself. */
export function contactSheetHtml({ title, sentences, groups, version }: ContactSheet): string {
  return pageHtml({
    title,
    style,
    version,
    content: html`<header><h1>${title}</h1></header>
<main>
<section>${sentences.map((sentence) => html`<p>${sentence}</p>`)}</section>
${groups.filter(({ neurons }) => neurons.length > 0).map(groupSection)}
</main>`,
    scripts: [],
    images: true,
  })
}

function groupSection({ heading, neurons }: ContactSheet["groups"][number]): Html {
  return html`<section><h2>${heading}</h2>
${neurons.map(({ label, caption, examples }) => {
  const texts = examples.some(({ text }) => text !== undefined)
  return html`<h3>${label}</h3>
<p class="quiet">${caption}</p>
<ol class="${texts ? "texts" : "pictures"}">${examples.map(exampleItem)}</ol>
`
})}</section>
`
}

function exampleItem({ name, activation, picture, text }: SheetExample): Html {
  const shown = picture === undefined ? null : html`<img alt="" src="data:image/png;base64,${trusted(picture)}">`
  const words = text === undefined ? null : html`<p>${text}</p>`
  return html`<li>${shown}${words}<span class="quiet">${name} · ${activation.toPrecision(3)}</span></li>
`
}

const style = `${styleSheet}
.pictures, .texts { list-style: none; padding: 0; max-width: none; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); gap: 1rem; }
.pictures li { display: grid; align-content: start; gap: 0.25rem; margin: 0; }
.pictures img { width: 100%; height: auto; image-rendering: pixelated; border-radius: 2px; }
.texts li { max-width: 44rem; margin: 0; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.texts p { margin: 0; white-space: pre-wrap; }
h3 + .quiet { margin-bottom: 0.5rem; }
`
