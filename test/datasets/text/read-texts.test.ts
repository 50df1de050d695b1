import { execFileSync } from "node:child_process"
import { mkdirSync, symlinkSync, truncateSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { generatedReviews } from "#src/datasets/text/generated-reviews.js"
import { textsOfSplit } from "#src/datasets/text/labelled-texts.js"
import { readTexts } from "#src/datasets/text/read-texts-node.js"
import { withSentiment } from "#src/datasets/text/sentiment.js"
import { seededRandom } from "#src/random.js"
import { temporaryFolder } from "../../capture/inputs/temporary-folder.js"
import { root } from "../../project/repository.js"

const examples = join(root, "fixtures/examples/texts")
const folder = temporaryFolder()

/** A refusal of this code whose message holds these parts in this order. */
const refusal = (code: string, ...parts: string[]) => ({
  name: "RoteError",
  code,
  message: expect.stringMatching(new RegExp(parts.map((part) => part.replace(/\W/g, "\\$&")).join("[^]*"))),
})

describe("the same reviews", () => {
  const { texts, labels } = generatedReviews(24, seededRandom(20221130))
  const expected = new Map(texts.map((text, i) => [text, labels[i]]))

  test.each([
    ["reviews.tsv", ["0", "1"]],
    ["reviews.csv", ["negative", "positive"]],
    ["reviews.jsonl", ["0", "1"]],
    ["reviews.parquet", ["0", "1"]],
    ["reviews", ["neg", "pos"]],
  ])("are read from %s, with the classes as it calls them", async (name, classes) => {
    const data = await readTexts(join(examples, name))
    expect(data.classes).toEqual(classes)
    const read = withSentiment(data, name)
    expect(read.classes).toEqual(["negative", "positive"])
    expect(data.texts).toHaveLength(24)
    expect(new Map(read.texts.map((text, i) => [text, read.labels[i]]))).toEqual(expected)
  })

  test.each(["reviews.tsv", "reviews"])("from %s are told apart by split", async (name) => {
    const data = await readTexts(join(examples, name))
    const [train, test] = ["train", "test"].map((split) => textsOfSplit(data, split))
    expect(new Set(train.texts)).toEqual(new Set(texts.slice(0, 16)))
    expect(new Set(test.texts)).toEqual(new Set(texts.slice(16)))
    expect(test.labels).toHaveLength(8)
  })

  test("from reviews.csv have no split", async () => {
    expect(await readTexts(join(examples, "reviews.csv"))).not.toHaveProperty("split")
  })
})

describe("a table", () => {
  test.each([
    ["quotes.csv", 'text,label\n"a ""b"",\nc",pos\nplain,neg\n', ['a "b",\nc', "plain"]],
    ["quotes.tsv", 'label\ttext\npos\t"a" b, ""\nneg\t"c\n', ['"a" b, ""', '"c']],
    ["marked.tsv", "\ufefftext\tlabel\r\none\tpos\r\ntwo\tneg\r\n\r\n", ["one", "two"]],
    ["quotes.jsonl", '{"text":"a\\n\\"b\\"","label":"pos"}\n{"label":"neg","text":"é"}\n', ['a\n"b"', "é"]],
  ])("%s is read with quotes as its format has them", async (name, content, texts) => {
    const data = await readTexts(folder.write(name, content))
    expect(data).toEqual({ texts, labels: Uint8Array.of(1, 0), classes: ["neg", "pos"] })
  })

  test.each(["text", "review", "sentence", "content", "Review"])("may call its texts %s", async (text) => {
    const path = folder.write("texts.csv", `id,${text},class\n1,one,a\n2,two,b\n`)
    expect((await readTexts(path)).texts).toEqual(["one", "two"])
  })

  test.each(["label", "sentiment", "class", "target", "LABEL"])("may call its labels %s", async (label) => {
    const path = folder.write("labels.csv", `${label},text\nb,one\na,two\n`)
    expect([...(await readTexts(path)).labels]).toEqual([1, 0])
  })

  test.each([
    ["named.csv", "text,title,label,stars,fold\nx,one,0,bad,a\ny,two,0,fine,b\n"],
    ["named.tsv", "text\ttitle\tlabel\tstars\tfold\nx\tone\t0\tbad\ta\ny\ttwo\t0\tfine\tb\n"],
    [
      "named.jsonl",
      '{"text":"x","title":"one","stars":"bad","fold":"a"}\n{"text":"y","title":"two","stars":"fine","fold":"b"}\n',
    ],
  ])("%s is read by the columns asked for", async (name, content) => {
    const data = await readTexts(folder.write(name, content), { text: "title", label: "stars", split: "fold" })
    expect(data).toEqual({
      texts: ["one", "two"],
      labels: Uint8Array.of(0, 1),
      classes: ["bad", "fine"],
      split: ["a", "b"],
    })
  })

  test("of JSON takes strings, integers and booleans for labels", async () => {
    const lines = ['"yes"', "2", "10", "true", "-3"].map((label, i) => `{"text":"text ${i}","label":${label}}\n`)
    const data = await readTexts(folder.write("labels.jsonl", lines.join("")))
    expect(data.classes).toEqual(["-3", "2", "10", "true", "yes"])
    expect([...data.labels]).toEqual([4, 1, 2, 3, 0])
  })

  test("of 255 classes is read, and one of 256 refused at the row that is too much", async () => {
    const table = (classes: number) =>
      `text,label\n${Array.from({ length: classes }, (_, i) => `text,${i}\n`).join("")}`
    expect((await readTexts(folder.write("255.csv", table(255)))).labels[254]).toBe(254)
    await expect(readTexts(folder.write("256.csv", table(256)))).rejects.toMatchObject(
      refusal("limit-exceeded", "256.csv, line 257", "at most 255 classes", '"0", "1", "2" and others'),
    )
  })

  test("larger than a block is read whole", async () => {
    const texts = Array.from({ length: 9000 }, (_, i) => `${i} ${"x".repeat(1000)}`)
    const rows = texts.map((text, i) => `${text}\t${i % 2}\n`)
    const data = await readTexts(folder.write("long.tsv", `text\tlabel\n${rows.join("")}`))
    expect(data.texts).toEqual(texts)
    expect(data.labels.reduce((sum, label) => sum + label)).toBe(4500)
  })

  test.each([
    ["empty.tsv", "", "too-few-examples", "found none"],
    ["empty.csv", "", "too-few-examples", "found none"],
    ["empty.jsonl", "", "too-few-examples", "found none"],
    ["header.csv", "text,label\n", "too-few-examples", "found none"],
    ["one-class.tsv", "text\tlabel\na\tpos\nb\tpos\n", "malformed", 'two classes, found all of "pos"'],
    ["hollow.tsv", "text\tlabel\na\tpos\n \tneg\n", "malformed", "line 3: expected a text, found an empty one"],
    ["hollow.csv", "text,label\na,pos\n<br /> <br />,neg\n", "malformed", "line 3: expected a text, found an empty"],
    ["hollow.jsonl", '{"text":"","label":1}\n', "malformed", "line 1: expected a text, found an empty one"],
    ["no-label.tsv", "text\tlabel\na\tpos\nb\t\n", "malformed", "line 3: expected a label, found none"],
    ["no-label.csv", "text,label\na,pos\nb,\n", "malformed", "line 3: expected a label, found none"],
    ["no-label.jsonl", '{"text":"a","label":1}\n{"text":"b"}\n', "malformed", 'line 2: expected the field "label"'],
    ["null.jsonl", '{"text":"a","label":null}\n', "malformed", "line 1: expected a label"],
    ["half.jsonl", '{"text":"a","label":0.5}\n', "malformed", "found 0.5"],
    ["number.jsonl", '{"text":1,"label":0}\n', "malformed", "found 1"],
    ["no-split.tsv", "text\tlabel\tsplit\na\tpos\t\n", "malformed", "line 2: expected a split, found none"],
    ["ragged.tsv", "text\tlabel\na\tpos\nb\tc\tpos\n", "malformed", "line 3: expected 2 cells"],
    ["ragged.csv", "text,label\na,pos\nb,c,pos\n", "malformed", "line 3: expected 2 cells"],
    ["blank.tsv", "text\tlabel\n\na\tpos\n", "malformed", "line 2"],
    ["nul.tsv", "text\tlabel\na\0b\tpos\n", "malformed", "line 2: expected a text, found one with a NUL"],
    ["open.csv", 'text,label\na,pos\n"b,neg\n', "malformed", "line 3: expected a closing quote"],
    ["broken.jsonl", '{"text":"a","label":1}\n{"text":\n', "malformed", "line 2: expected a JSON object"],
    ["columns.csv", "body,stars\na,1\n", "malformed", 'text, review, sentence, content, found the columns "body", "st'],
    ["columns.tsv", "text\tstars\na\t1\n", "malformed", 'label, sentiment, class, target, found the columns "text"'],
    ["columns.jsonl", '{"body":"a","label":1}\n', "malformed", 'found the columns "body", "label"; name the column wi'],
    ["two.csv", "text,review,label\na,b,1\n", "malformed", 'found the columns "text", "review", "label"'],
    ["twice.csv", "text,text,label\na,b,1\n", "malformed", "one column of texts, called one of text"],
  ])("%s is refused", async (name, content, code, shown) => {
    await expect(readTexts(folder.write(name, content))).rejects.toMatchObject(refusal(code, name, shown))
  })

  test.each(["csv", "tsv", "jsonl"])(
    "a column asked for that a .%s lacks is refused with those it has",
    async (kind) => {
      const content = { csv: "text,label\na,1\n", tsv: "text\tlabel\na\t1\n", jsonl: '{"text":"a","label":1}\n' }[kind]
      const path = folder.write(`lacks.${kind}`, content ?? "")
      await expect(readTexts(path, { label: "stars" })).rejects.toMatchObject(
        refusal("bad-option", '"stars"', '"text", "label"', "--label"),
      )
    },
  )

  test.each([
    ["latin1", "malformed", "line 2: expected text in UTF-8", Buffer.from("text\tlabel\ncafé\tpos\n", "latin1")],
    ["utf16", "malformed", "line 1: expected text in UTF-8", Buffer.from("\ufefftext\tlabel\na\tpos\n", "utf16le")],
  ])("in %s is refused by line", async (name, code, shown, bytes) => {
    await expect(readTexts(folder.write(`${name}.tsv`, bytes))).rejects.toMatchObject(refusal(code, shown))
  })

  test.each(["tsv", "csv", "jsonl"])(
    "of one line of a gigabyte, .%s, is refused at its first mebibyte",
    async (kind) => {
      const path = folder.write(`endless.${kind}`, "")
      truncateSync(path, 2 ** 30)
      await expect(readTexts(path)).rejects.toMatchObject({ message: expect.stringMatching(/line 1: .*1048576 bytes/) })
    },
  )
})

describe("a folder", () => {
  const write = (base: string, files: Record<string, string | Uint8Array>) => {
    for (const [name, content] of Object.entries(files)) folder.write(join(base, name), content)
    return join(folder.path, base)
  }

  test("of a folder per class is read in the order of its names, other files aside", async () => {
    const path = write("classes", {
      "space/2.txt": "moon\n",
      "space/10.txt": "sun<br /><br />star",
      "autos/a.txt": "wheel",
      "autos/notes.md": "not a text",
      ".cache/x.txt": "hidden",
      "README.txt": "about",
    })
    mkdirSync(join(path, "autos", "folder.txt"))
    execFileSync("mkfifo", [join(path, "space", "pipe.txt")])
    symlinkSync(join(path, "README.txt"), join(path, "autos", "link.txt"))
    expect(await readTexts(path)).toEqual({
      texts: ["wheel", "about", "sun star", "moon"],
      labels: Uint8Array.of(0, 0, 1, 1),
      classes: ["autos", "space"],
    })
  })

  test("of train alone has that split, and aclImdb/train itself none", async () => {
    const path = write("train-alone", { "train/neg/0.txt": "a", "train/pos/0.txt": "b", "train/unsup/0.txt": "c" })
    expect((await readTexts(path)).split).toEqual(["train", "train"])
    const inner = await readTexts(join(path, "train"))
    expect(inner).toEqual({ texts: ["a", "b"], labels: Uint8Array.of(0, 1), classes: ["neg", "pos"] })
  })

  test("of more files than are opened at once keeps text and label together", async () => {
    const files = Array.from({ length: 200 }, (_, i) => [`${i % 3}/${i}.txt`, `text ${i}`])
    const { texts, labels } = await readTexts(write("many", Object.fromEntries(files)))
    expect(texts).toHaveLength(200)
    expect(texts.filter((text, i) => Number(text.slice(5)) % 3 !== labels[i])).toEqual([])
  })

  test.each([
    ["bare", { "0.txt": "a" }, "too-few-examples", "found no folder in it"],
    ["hollow", { "pos/0.md": "a", "neg/0.md": "b" }, "too-few-examples", 'the folders "neg", "pos" without such files'],
    ["one", { "pos/0.txt": "a" }, "malformed", 'found all of "pos"'],
    ["above", { "aclImdb/train/pos/0.txt": "a" }, "too-few-examples", "name the folder aclImdb in it"],
    ["blank", { "pos/0.txt": "a", "neg/0.txt": " \n" }, "malformed", join("neg", "0.txt: expected a text")],
    [
      "latin1",
      { "pos/0.txt": Buffer.from("café", "latin1") },
      "malformed",
      join("pos", "0.txt: expected text in UTF-8"),
    ],
    ["nul", { "pos/0.txt": "a\0" }, "malformed", join("pos", "0.txt: expected a text, found one with a NUL")],
    [
      "book",
      { "pos/0.txt": "x".repeat(2 ** 20 + 1) },
      "limit-exceeded",
      join("pos", "0.txt: expected at most 1048576"),
    ],
  ] as [string, Record<string, string | Uint8Array>, string, string][])(
    "%s is refused",
    async (name, files, code, shown) => {
      await expect(readTexts(write(name, files))).rejects.toMatchObject(refusal(code, name, shown))
    },
  )

  test("takes no names of columns", async () => {
    const path = join(examples, "reviews")
    await expect(readTexts(path, { text: "review" })).rejects.toMatchObject(refusal("bad-option", path, '"review"'))
  })
})

describe("what is no data set", () => {
  test.each([
    ["aclImdb_v1.tar.gz", "tar xzf FILE"],
    ["aclImdb.TGZ", "tar xzf FILE"],
    ["reviews.tsv.xz", "xz -dk FILE"],
    ["reviews.csv.gz", "gunzip -k FILE"],
    ["archive.zip", "unzip FILE"],
  ])("%s gets the command that unpacks it", async (name, command) => {
    await expect(readTexts(folder.write(name, "x"))).rejects.toMatchObject(
      refusal("unsupported-format", name, "a packed file", command),
    )
  })

  test.each([
    ["book.pdf", "a .pdf file"],
    ["reviews", "a file without extension"],
  ])("%s is refused with what is read", async (name, found) => {
    await expect(readTexts(folder.write(name, "x"))).rejects.toMatchObject(
      refusal("unsupported-format", ".csv, .tsv, .jsonl or .parquet", found),
    )
  })

  test("a pipe is refused at once", async () => {
    const path = join(folder.path, "pipe.tsv")
    execFileSync("mkfifo", [path])
    await expect(readTexts(path)).rejects.toMatchObject(refusal("unsupported-format", "a pipe"))
  })

  test("what is missing gets the address of IMDb and the command to go on", async () => {
    await expect(readTexts(join(folder.path, "aclImdb"))).rejects.toMatchObject(
      refusal(
        "io",
        "aclImdb: expected a folder",
        "aclImdb_v1.tar.gz from https://ai.stanford.edu/~amaas/data/sentiment/",
        "tar xzf aclImdb_v1.tar.gz",
        "rote experiment sentiment-adjectives --data aclImdb",
      ),
    )
  })
})
