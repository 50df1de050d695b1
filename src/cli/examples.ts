import { basename } from "node:path"
import { type ArgsDef, defineCommand, type ParsedArgs } from "citty"
import { examplesOfRows } from "../capture/reduction/rows.js"
import { RoteError } from "../errors.js"
import type { Measurement } from "../estimators/measurement.js"
import {
  type ActivatingExamplesOptions,
  activatingExamples,
  type InspectedNeuron,
} from "../inspection/activating-examples.js"
import type { NeuronMeasure } from "../inspection/neuron-order.js"
import type { ShownInputs } from "../inspection/shown-inputs-node.js"
import { base64 } from "../report/base64.js"
import { contactSheetHtml, type SheetNeuron } from "../report/contact-sheet.js"
import { writeWhole } from "../store/files.js"
import { type Manifest, readRun, readRunActivations } from "../store/index.js"
import { tool } from "../store/tool.js"
import { oneOf, requireHtml, usage, wholeNumber } from "./arguments.js"
import { exampleName, examplesText, neuronCaption, placeHeading } from "./examples-text.js"
import { given } from "./given.js"
import { withPrintableTexts } from "./printable-names.js"

const examplesArguments = {
  run: {
    type: "positional",
    required: true,
    valueHint: "RUN",
    description: "Folder that rote measure --out wrote",
  },
  neuron: { type: "string", valueHint: "NAMES", description: "These neurons instead: fc1[3],fc2[0]" },
  lowest: { type: "string", valueHint: "N", description: "Neurons of the lowest value (3)" },
  highest: { type: "string", valueHint: "N", description: "Neurons of the highest value (3)" },
  by: { type: "string", valueHint: "MEASURE", description: "entropy or mi, the mean with other neurons (entropy)" },
  top: { type: "string", valueHint: "N", description: "Examples of each neuron (5)" },
  inputs: { type: "string", valueHint: "FILE", description: "What was measured: arrays, images or texts, to be shown" },
  column: { type: "string", valueHint: "NAME", description: "Column or field of the texts (as captured, else text)" },
  output: { type: "string", alias: "o", valueHint: "FILE", description: "Write a page with pictures or whole texts" },
  json: { type: "boolean", description: "Print one JSON object" },
} as const satisfies ArgsDef

export const examplesCommand = defineCommand({
  meta: { name: "examples" },
  args: examplesArguments,
  async run({ args }) {
    requireHtml("--output", args.output)
    const options = chosen(args)
    const { manifest, measurement } = await readRun(args.run)
    if (options.by === "mutualInformation") requireInformation(args.run, measurement)
    const activations = await readRunActivations(args.run, manifest)
    const neurons = activatingExamples(activations, measurement, options)
    const exampleOf = inputOfRow(manifest)
    const inputs = args.inputs === undefined ? undefined : await openRunInputs(args.inputs, args.column, manifest)
    const by = options.by ?? "entropy"
    const nameOf = (row: number) => exampleName(inputs?.describe(exampleOf[row]), exampleOf[row])
    if (args.output !== undefined) {
      const page = await sheet(neurons, by, exampleOf, inputs)
      await writeWhole(args.output, new TextEncoder().encode(page))
    }
    if (args.json) {
      const described = neurons.map(({ examples, ...neuron }) => ({
        ...neuron,
        examples: examples.map(({ example, activation }) => {
          const input = exampleOf[example]
          return { row: example, example: input, activation, ...inputs?.describe(input) }
        }),
      }))
      console.log(JSON.stringify({ run: args.run, by, neurons: described }, null, 2))
    } else console.log(examplesText(neurons, measurement, by, nameOf))
  },
})

/** @throws RoteError `usage` */
function chosen(args: ParsedArgs<typeof examplesArguments>): ActivatingExamplesOptions {
  const by = oneOf("--by", args.by, ["entropy", "mi"] as const)
  return given({
    neurons: args.neuron?.split(",").map((name) => name.trim()),
    lowest: wholeNumber("--lowest", args.lowest),
    highest: wholeNumber("--highest", args.highest),
    top: wholeNumber("--top", args.top),
    by: by === "mi" ? ("mutualInformation" as const) : by,
  })
}

/** @throws RoteError `usage` */
function requireInformation(run: string, { mutualInformation }: Measurement): void {
  if (mutualInformation !== null) return
  throw usage(run, "a measurement with mutual information", "one without", "leave out --by, or measure with --mi")
}

/** The example of the inputs that each row of the activations is of. */
function inputOfRow({ input: { capture, examples } }: Manifest): Int32Array {
  return examplesOfRows(capture?.rows, capture?.examples ?? examples)
}

/** @throws RoteError `checksum` for other inputs than the run was captured from, `shape-mismatch` for another number of them */
async function openRunInputs(path: string, column: string | undefined, { input }: Manifest): Promise<ShownInputs> {
  const { openShownInputs } = await import("../inspection/shown-inputs-node.js")
  const { capture } = input
  const recorded = typeof capture?.request.column === "string" ? capture.request.column : undefined
  const inputs = await openShownInputs(path, column ?? recorded)
  const examples = capture?.examples ?? input.examples
  if (inputs.examples !== examples) {
    throw new RoteError("shape-mismatch", {
      input: path,
      expected: `the ${examples} examples that were measured`,
      found: `${inputs.examples}`,
    })
  }
  const captured = capture?.inputs.map(({ sha256 }) => sha256).join()
  if (captured === undefined || captured === inputs.files.map(({ sha256 }) => sha256).join()) return inputs
  throw new RoteError("checksum", {
    input: path,
    expected: `the inputs that were captured (${capture?.inputs.map(({ name }) => name).join(", ")}), unchanged`,
    found: "other bytes",
  })
}

async function sheet(
  neurons: readonly InspectedNeuron[],
  by: NeuronMeasure,
  exampleOf: Int32Array,
  inputs: ShownInputs | undefined,
): Promise<string> {
  const groups = new Map<string, SheetNeuron[]>()
  for (const neuron of neurons) {
    const heading = placeHeading(neuron.place, by)
    const examples = await Promise.all(
      neuron.examples.map(async ({ example: row, activation }) => {
        const example = exampleOf[row]
        const description = inputs?.describe(example)
        const picture = await inputs?.picture(example)
        const text = description?.kind === "text" ? description.text : undefined
        const name = description?.kind === "image" ? basename(description.path) : `example ${example}`
        return given({ name, activation, picture: picture && base64(picture), text }) as SheetNeuron["examples"][number]
      }),
    )
    const shown = { label: neuron.label, caption: neuronCaption(neuron), examples }
    groups.set(heading, [...(groups.get(heading) ?? []), shown])
  }
  return contactSheetHtml(
    withPrintableTexts({
      title: "What neurons answer to",
      sentences: [
        "Under each neuron the examples of its highest activations, highest first, with the activation.",
        "Dead and constant neurons are left out.",
      ],
      groups: [...groups].map(([heading, own]) => ({ heading, neurons: own })),
      version: tool.version,
    }),
  )
}
