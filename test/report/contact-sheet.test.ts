import { expect, it } from "vitest"
import { contactSheetHtml } from "#src/report/contact-sheet.js"

const sheet = contactSheetHtml({
  title: "What neurons answer to",
  sentences: ["Highest first."],
  version: "1.2.3",
  groups: [
    {
      heading: "Lowest entropy",
      neurons: [
        {
          label: "fc1[<3>]",
          caption: "H 1.000",
          examples: [
            { name: "a.png", activation: 1.23456, picture: "iVBORw0KGgo=" },
            { name: "example 4", activation: -2, text: "<script>alert(1)</script> & more" },
          ],
        },
      ],
    },
    { heading: "Highest entropy", neurons: [] },
  ],
})

it("holds pictures and whole texts in the page itself", () => {
  expect(sheet).toContain('<img alt="" src="data:image/png;base64,iVBORw0KGgo=">')
  expect(sheet).toContain("a.png · 1.23")
  expect(sheet).toContain("img-src data:")
})

it("shows nothing of a file as markup", () => {
  expect(sheet).toContain("&#60;script&#62;alert(1)&#60;/script&#62; &#38; more")
  expect(sheet).toContain("fc1[&#60;3&#62;]")
  expect(sheet).not.toContain("<script")
})

it("leaves out a heading without neurons", () => {
  expect(sheet).toContain("Lowest entropy")
  expect(sheet).not.toContain("Highest entropy")
})
