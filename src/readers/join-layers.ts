import { type ActivationMatrix, activationMatrix, allocateValues, layersInARow, type Values } from "../activations.js"
import { RoteError } from "../errors.js"
import { finiteMatrix } from "./finite.js"
import { type Layout, layoutOf } from "./layout.js"
import { byteLimit, type ReadOptions } from "./options.js"
import { placer } from "./place-values.js"
import { baseName } from "./source.js"
import type { StoredArray, StoredLayer } from "./stored-array.js"

/** What one file holds. */
export interface LayerFile {
  name: string
  size: number
  layers: StoredLayer[]
}

interface NamedLayer {
  name: string
  open(): Promise<StoredArray>
}

interface OpenLayer {
  name: string
  array: StoredArray
  layout: Layout
}

/** Reads the layers wanted of all files into one matrix. What is thrown: see `readActivations`. */
export async function joinLayers(files: readonly LayerFile[], options: ReadOptions): Promise<ActivationMatrix> {
  const input = files.map((file) => file.name).join(", ")
  const opened: OpenLayer[] = []
  for (const { name, open } of chosenLayers(namedLayers(files), options.layers, input)) {
    const array = await open()
    opened.push({ name, array, layout: layoutOf(array, options.reduce) })
  }
  const examples = commonExamples(opened, input)
  const layers = layersInARow(opened.map(({ name, layout }) => ({ name, neurons: layout.neurons })))
  const neurons = layers[layers.length - 1].end
  const dtype = opened.some(({ array }) => array.dtype === "float64") ? "float64" : "float32"
  const limit = files.reduce((sum, file) => sum + byteLimit(file.size, options), 0)
  const data = allocate(examples, neurons, dtype, options.maxBytes ?? limit, input)
  for (const [index, { array, layout }] of opened.entries()) {
    const target = data.subarray(layers[index].start * examples, layers[index].end * examples)
    const place = placer(layout, target)
    for await (const values of array.values()) place(values)
  }
  return finiteMatrix(activationMatrix(data, examples, neurons, layers, joinedNames(opened)), input, options)
}

/** A layer has its array's name, or its file's; where two files use one name, the file's name goes before it. */
export function namedLayers(files: readonly LayerFile[]): NamedLayer[] {
  const layers = files.flatMap((file) =>
    file.layers.map(({ name, open }) => ({ file: baseName(file.name), name: name ?? baseName(file.name), open })),
  )
  const uses = new Map<string, number>()
  for (const { name } of layers) uses.set(name, (uses.get(name) ?? 0) + 1)
  const named = layers.map(({ file, name, open }) => ({ name: uses.get(name) === 1 ? name : `${file}/${name}`, open }))
  const seen = new Set<string>()
  for (const { name } of named) {
    if (seen.has(name)) {
      throw new RoteError("duplicate-name", {
        input: files.map((file) => file.name).join(", "),
        expected: "layers of different names",
        found: `two named "${name}"`,
        hint: "name each file once, or rename one",
      })
    }
    seen.add(name)
  }
  return named
}

const listedAtMost = 20

function chosenLayers(layers: NamedLayer[], names: readonly string[] | undefined, input: string): NamedLayer[] {
  if (names === undefined) return layers
  const byName = new Map(layers.map((layer) => [layer.name, layer]))
  if (names.length === 0 || new Set(names).size < names.length) {
    throw new RoteError("bad-option", {
      input,
      expected: "at least one layer to read, each named once",
      found: names.length === 0 ? "none" : names.join(", "),
    })
  }
  return names.map((name) => {
    const layer = byName.get(name)
    if (layer !== undefined) return layer
    const known = layers.slice(0, listedAtMost).map((candidate) => candidate.name)
    const more = layers.length > listedAtMost ? ` and ${layers.length - listedAtMost} more` : ""
    throw new RoteError("bad-option", {
      input,
      expected: `a layer of the file: ${known.join(", ")}${more}`,
      found: `"${name}"`,
    })
  })
}

function commonExamples(layers: readonly OpenLayer[], input: string): number {
  const [first] = layers
  const other = layers.find(({ layout }) => layout.examples !== first.layout.examples)
  if (other === undefined) return first.layout.examples
  throw new RoteError("shape-mismatch", {
    input,
    expected: `layers of the same examples: ${first.layout.examples} in "${first.name}"`,
    found: `${other.layout.examples} in "${other.name}"`,
    hint: "capture the layers on the same inputs, or choose some with layers (--layers)",
  })
}

function allocate(
  examples: number,
  neurons: number,
  dtype: "float32" | "float64",
  limit: number,
  input: string,
): Values {
  const bytes = BigInt(examples) * BigInt(neurons) * (dtype === "float32" ? 4n : 8n)
  if (bytes > limit) {
    throw new RoteError("limit-exceeded", {
      input,
      expected: `a matrix of at most ${limit} bytes`,
      found: `${bytes} bytes for ${examples} examples × ${neurons} neurons in ${dtype}`,
      hint: "choose fewer layers, or raise maxBytes if the file is to be trusted",
    })
  }
  try {
    return allocateValues(examples * neurons, dtype)
  } catch (cause) {
    throw new RoteError(
      "limit-exceeded",
      {
        input,
        expected: "a matrix that fits in memory",
        found: `${bytes} bytes for ${examples} examples × ${neurons} neurons in ${dtype}`,
        hint: "choose fewer layers, or save fewer examples",
      },
      { cause },
    )
  }
}

/** One name per neuron as soon as one layer has them; a name that two layers use gets its layer's before it. */
function joinedNames(layers: readonly OpenLayer[]): string[] | undefined {
  if (layers.every(({ array }) => array.neuronNames === undefined)) return undefined
  const names = layers.flatMap(
    ({ name, array, layout }) =>
      array.neuronNames ?? Array.from({ length: layout.neurons }, (_, neuron) => `${name}[${neuron}]`),
  )
  if (new Set(names).size === names.length) return names
  return layers.flatMap(({ name, array, layout }) =>
    Array.from({ length: layout.neurons }, (_, neuron) =>
      array.neuronNames === undefined ? `${name}[${neuron}]` : `${name}/${array.neuronNames[neuron]}`,
    ),
  )
}
