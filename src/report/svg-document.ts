import { DOMParser } from "linkedom"

/**
 * A document to draw figures in, where there is no browser. It is an XML one: of HTML documents, linkedom leaves `<` as it
 * is in attributes, which an .svg file must not have.
 */
export function svgDocument(): Document {
  return new DOMParser().parseFromString(
    '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "image/svg+xml",
  ) as unknown as Document
}
