import { join } from "node:path"
import { expect, test } from "vitest"
import { readTexts } from "#src/capture/inputs/texts.js"
import { root } from "../../project/repository.js"
import { temporaryFolder } from "./temporary-folder.js"

const fixture = (kind: string) => join(root, `fixtures/text/texts.${kind}`)
const folder = temporaryFolder()

test.each([
  ["lines.txt", 'one\ntwo, "2"\n', ["one", 'two, "2"']],
  ["returns.txt", "\ufeffone\r\n two \r\n\r\n", ["one", " two "]],
  ["no-end.txt", "a\u2028b\nlast", ["a\u2028b", "last"]],
  ["table.csv", '\ufeff"text",label\n"a ""b"",\nc",1\nplain,0\n\n', ['a "b",\nc', "plain"]],
  ["table.tsv", "label\ttext\n1\tone, two\n", ["one, two"]],
  ["objects.jsonl", '{"text":"one\\ntwo","label":1}\n{"text":"é"}\n', ["one\ntwo", "é"]],
  ["objects.ndjson", '{"text":"one"}', ["one"]],
])("%s is read", async (name, content, texts) => {
  expect(await readTexts(folder.write(name, content))).toEqual(texts)
})

test("lines, a table and JSON lines of the same texts are the same", async () => {
  const [lines, ...others] = await Promise.all(["txt", "csv", "jsonl"].map((kind) => readTexts(fixture(kind))))
  expect(lines).toHaveLength(60)
  expect(others).toEqual([lines, lines])
})

test("the column or field of another name is read where it is asked for", async () => {
  expect(await readTexts(folder.write("b.csv", "text,body\na,b\n"), "body")).toEqual(["b"])
  expect(await readTexts(folder.write("b.jsonl", '{"text":"a","body":"b"}\n'), "body")).toEqual(["b"])
})

test("a file longer than a block is read whole", async () => {
  const texts = Array.from({ length: 9000 }, (_, i) => `${i} ${"x".repeat(1000)}`)
  expect(await readTexts(folder.write("long.txt", texts.join("\n")))).toEqual(texts)
})

test.each([
  ["blank.txt", "one\n \ntwo\n", "malformed", "line 2"],
  ["blank.csv", "text,label\na,1\n\nb,2\n", "malformed", "line 3"],
  ["ragged.csv", "text,label\na,1\na,b,1\n", "malformed", "line 3"],
  ["hollow.csv", "text,label\na,1\n \t,2\n", "malformed", "line 3"],
  ["open.csv", 'text\na\n"b\nc\n', "malformed", "line 3"],
  ["column.csv", "review,label\na,1\n", "malformed", '"review", "label"'],
  ["twice.csv", "text,text\na,b\n", "duplicate-name", "line 1"],
  ["field.jsonl", '{"text":"a"}\n{"review":"b","label":1}\n', "malformed", '"review", "label"'],
  ["proto.jsonl", '{"label":1}\n', "malformed", "line 1"],
  ["number.jsonl", '{"text":1}\n', "malformed", "a number"],
  ["hollow.jsonl", '{"text":"a"}\n{"text":""}\n', "malformed", "line 2"],
  ["list.jsonl", '{"text":"a"}\n["b"]\n', "malformed", "line 2"],
  ["broken.jsonl", '{"text":"a"}\n{"text":\n', "malformed", "line 2"],
  ["empty.txt", "\n\n", "too-few-examples", "none"],
  ["header.csv", "text\n", "too-few-examples", "none"],
  ["endless.txt", "x".repeat(2 ** 20 + 1), "limit-exceeded", "line 1"],
  ["book.pdf", "x", "unsupported-format", ".pdf"],
])("%s is refused", async (name, content, code, shown) => {
  await expect(readTexts(folder.write(name, content))).rejects.toMatchObject({
    code,
    message: expect.stringContaining(shown),
  })
})

test.each([
  ["long.csv", (text: string) => `text\n${text}\n`],
  ["long.txt", (text: string) => `${text}\n`],
])("%s: a text may be as long as a chapter, and no longer than a book", async (name, table) => {
  const chapter = "word ".repeat(20_000).trim()
  expect(await readTexts(folder.write(name, table(chapter)))).toEqual([chapter])
  await expect(readTexts(folder.write(name, table("x".repeat(2 ** 20 + 1))))).rejects.toThrow("1048576 bytes")
})

test.each(["latin1.txt", "latin1.csv", "latin1.jsonl"])("%s, not UTF-8, is refused by line", async (name) => {
  const rows: Record<string, string> = {
    txt: "a\ncafé\n",
    csv: "text\ncafé\n",
    jsonl: '{"text":"a"}\n{"text":"café"}\n',
  }
  const bytes = Buffer.from(rows[name.split(".")[1]], "latin1")
  await expect(readTexts(folder.write(name, bytes))).rejects.toMatchObject({
    code: "malformed",
    message: expect.stringContaining("line 2: expected text in UTF-8"),
  })
})

test("a column of a .txt is refused", async () => {
  await expect(readTexts(folder.write("c.txt", "a\n"), "text")).rejects.toMatchObject({ code: "bad-option" })
})

test("a folder is none", async () => {
  await expect(readTexts(folder.path)).rejects.toMatchObject({
    code: "unsupported-format",
    message: expect.stringMatching(/texts in a \.txt, .* found a folder$/),
  })
})

test("a missing file is named", async () => {
  await expect(readTexts(`${folder.path}/none.txt`)).rejects.toMatchObject({ code: "io" })
})
