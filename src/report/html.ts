/** Text that is already HTML. Only `html` and `trusted` make it, so that whatever else is shown is escaped. */
export interface Html {
  readonly html: string
}

type Content = Html | string | number | null | Content[]

/** HTML from a template; what is filled in is escaped unless it is HTML itself, lists are joined, null is nothing. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Html {
  return { html: parts.reduce((text, part, i) => text + render(contents[i - 1]) + part) }
}

/** Markup of our own making, taken as it is. */
export function trusted(markup: string): Html {
  return { html: markup }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** JSON that may stand in a script element: no `<`, so that no text in it can end the element. */
export function scriptJson(value: unknown): Html {
  return trusted(JSON.stringify(value).replace(/</g, "\\u003c"))
}

function render(content: Content): string {
  if (content === null) return ""
  if (Array.isArray(content)) return content.map(render).join("")
  return typeof content === "object" ? content.html : escapeHtml(String(content))
}
