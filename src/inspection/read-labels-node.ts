import { readTexts } from "../capture/inputs/texts.js"
import { RoteError } from "../errors.js"
import { readActivations } from "../readers/index.js"
import { extension } from "../readers/source.js"

const textFiles = ["txt", "csv", "tsv"]

/**
 * The class of each example, from a file of numbers with one for each (.npy, .npz, .safetensors, .parquet), from a text file with
 * one a line, or from a column of a table (`column`: "label" unless given).
 * @throws RoteError `malformed` for what is no whole number from 0, `bad-shape` for several numbers an example, and what
 * reading such files throws
 */
export async function readLabels(path: string, column?: string): Promise<Int32Array> {
  const isText = textFiles.includes(extension(path))
  const found = isText ? await readLabelTexts(path, column) : await readNumbers(path)
  const values = found.map((label) => (label === "" ? Number.NaN : Number(label)))
  const wrong = values.findIndex((value) => !Number.isInteger(value) || value < 0)
  if (wrong === -1) return Int32Array.from(values)
  throw new RoteError("malformed", {
    input: path,
    expected: "a class as a whole number from 0 for each example",
    found: `${JSON.stringify(found[wrong])} for example ${wrong}`,
    hint: "number the classes in the order of the model's outputs",
  })
}

async function readLabelTexts(path: string, column: string | undefined): Promise<(string | number)[]> {
  const texts = await readTexts(path, extension(path) === "txt" ? column : (column ?? "label"))
  return texts.map((text) => text.trim())
}

async function readNumbers(path: string): Promise<(string | number)[]> {
  const { neurons, data } = await readActivations(path)
  if (neurons === 1) return Array.from(data)
  throw new RoteError("bad-shape", {
    input: path,
    expected: "one number for each example",
    found: `${neurons}`,
    hint: "labels are class numbers, not one-hot rows",
  })
}
