import { pageTheme, type Theme } from "../../plots/index.js"

/** The text of a figure drawn with `pageTheme`, in the colours of one theme: for a file, where there is no page to follow. */
export function inTheme(svg: string, theme: Theme): string {
  const colours = coloursOf(theme)
  return coloursOf(pageTheme).reduce((text, property, i) => text.replaceAll(property, colours[i]), svg)
}

function coloursOf({ background, ink, muted, line, runs, sequence }: Theme): string[] {
  return [background, ink, muted, line, ...runs, ...sequence]
}
