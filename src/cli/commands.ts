import { type ArgsDef, type CommandDef, runCommand } from "citty"

interface Entry {
  description: string
  examples: string[]
  /** Loaded only when it runs, so that help comes at once. */
  load: () => Promise<LoadedCommand>
}

export interface LoadedCommand {
  args: ArgsDef
  run: (rawArguments: string[]) => Promise<unknown>
}

export const commands: Record<string, Entry> = {
  measure: {
    description: "Entropy and mutual information of the neurons in activation files, or of a model",
    examples: [
      "rote measure activations.npz",
      "rote measure activations.npz --layers fc1,fc2 --mi ksg --out run",
      "rote measure activations.npz --mi none --json",
      "rote measure model.onnx --inputs inputs.npz --out run",
    ],
    load: async () => loaded((await import("./measure.js")).measureCommand),
  },
  capture: {
    description: "Activations of an ONNX model's layers on examples",
    examples: [
      "rote capture model.onnx --list",
      "rote capture model.onnx --inputs inputs.npz --out activations.safetensors",
      "rote capture bert-folder --inputs reviews.csv --column review --out cls.npz",
    ],
    load: async () => loaded((await import("./capture.js")).captureCommand),
  },
  export: {
    description: "Write a run's matrix or neuron table, or a trained network, for other tools",
    examples: [
      "rote export run --npy mutual-information.npy",
      "rote export run --csv neurons.csv",
      "rote export colored-mnist-quick/models/alpha-1-seed-0 --onnx shortcut.onnx",
    ],
    load: async () => loaded((await import("./export.js")).exportCommand),
  },
  examples: {
    description: "The inputs that a run's neurons of lowest and highest entropy answer to most",
    examples: [
      "rote examples run --inputs reviews.csv",
      "rote examples run --inputs images -o sheet.html",
      "rote examples run --neuron fc1[3],fc1[7] --top 10",
    ],
    load: async () => loaded((await import("./examples.js")).examplesCommand),
  },
  ablate: {
    description: "Switch neurons of an ONNX model off and see how its outputs change",
    examples: [
      "rote ablate model.onnx --inputs inputs.npz --layer relu1 --neurons lowest:16",
      "rote ablate model.onnx --inputs inputs.npz --layer relu1 --sizes 1,4,16",
    ],
    load: async () => loaded((await import("./ablate.js")).ablateCommand),
  },
  compare: {
    description: "What sets runs apart from a first one, layer by layer, and how sure that is",
    examples: ["rote compare plain shortcut", "rote compare plain shortcut shuffled --figure differences.html"],
    load: async () => loaded((await import("./compare.js")).compareCommand),
  },
  rank: {
    description: "Models in order without labels, in tiers that can be told apart",
    examples: [
      "rote rank checkpoint-1 checkpoint-2 checkpoint-3",
      "rote rank checkpoints --steps --figure steps.svg",
      "rote rank models --against metrics.csv",
    ],
    load: async () => loaded((await import("./rank.js")).rankCommand),
  },
  significance: {
    description: "How much of a run's mutual information chance alone would show",
    examples: ["rote significance run", "rote significance run --permutations 99 --neurons 64"],
    load: async () => loaded((await import("./significance.js")).significanceCommand),
  },
  probe: {
    description: "How easily labels of the examples are read off each layer of a run",
    examples: ["rote probe run --labels labels.txt", "rote probe run --labels labels.csv --hidden 32 --json"],
    load: async () => loaded((await import("./probe.js")).probeCommand),
  },
  report: {
    description: "One HTML file about one run, or several side by side",
    examples: ["rote report run -o report.html", "rote report shortcut no-shortcut -o report.html"],
    load: async () => loaded((await import("./report.js")).reportCommand),
  },
  studio: {
    description: "Look at the runs and sweeps of a folder in the browser, and measure files there",
    examples: ["rote studio", "rote studio runs --port 8080"],
    load: async () => loaded((await import("./studio.js")).studioCommand),
  },
  demo: {
    description: "Train four small networks on real digits, measure and compare them",
    examples: ["rote demo"],
    load: async () => loaded((await import("./demo.js")).demoCommand),
  },
  experiment: {
    description: "Train and measure the networks of one of the paper's experiments",
    examples: [
      "rote experiment colored-mnist",
      "rote experiment shuffled-mnist --profile full --seeds 3 --out shuffled",
      "rote experiment circles --forecast",
      "rote experiment sentiment-adjectives --data aclImdb",
      "rote experiment shuffled-imdb --data reviews.csv --model distilbert",
    ],
    load: async () => loaded((await import("./experiment.js")).experimentCommand),
  },
  bench: {
    description: "Time and check the estimators on this machine",
    examples: ["rote bench --quick", "rote bench kernels scaling --json"],
    load: async () => loaded((await import("./bench.js")).benchCommand),
  },
}

function loaded<T extends ArgsDef>(command: CommandDef<T>): LoadedCommand {
  return { args: (command.args ?? {}) as T, run: (rawArgs) => runCommand(command, { rawArgs }) }
}
