import { parseHTML } from "linkedom"

/** A document to draw figures in, where there is no browser. */
export function svgDocument(): Document {
  return parseHTML("<!doctype html><html><body></body></html>").document as unknown as Document
}
