import { execFile } from "node:child_process"
import { createRequire } from "node:module"
import { dirname, resolve } from "node:path"
import { promisify } from "node:util"
import type { ActivationMatrix } from "../src/activations.js"
import { pairsOf, valuesOf } from "./timed-row.js"

/** Another implementation to be timed beside ours. */
export interface Peer {
  name: string
  /** File in bench/peers. */
  script: string
  /** The Python module it needs, or null for R with parmigene. */
  module: "numpy" | "scipy" | "sklearn" | "torch" | null
  /** The Debian package that has it. */
  debianPackage: string
  /** What it measures, in short. */
  quantity: string
  /** Takes as many threads as it is given; others take one. */
  multithreaded: boolean
  /** How many pairs it measures, or values, of such a matrix. */
  results: (matrix: ActivationMatrix) => number
}

export const parmigene: Peer = {
  name: "parmigene",
  quantity: "KSG-2",
  script: "parmigene.R",
  module: null,
  debianPackage: "r-cran-parmigene",
  multithreaded: true,
  results: pairsOf,
}
export const sklearn: Peer = {
  name: "scikit-learn",
  quantity: "KSG, one target",
  script: "sklearn_mutual_information.py",
  module: "sklearn",
  debianPackage: "python3-sklearn",
  multithreaded: false,
  results: ({ neurons }) => neurons - 1,
}
export const numpyPairs: Peer = {
  name: "NumPy bincount",
  quantity: "binned, 20 bins",
  script: "binned_mutual_information.py",
  module: "numpy",
  debianPackage: "python3-numpy",
  multithreaded: false,
  results: pairsOf,
}
export const numpyEntropy: Peer = {
  name: "NumPy histogram",
  quantity: "binned entropy",
  script: "binned_entropy.py",
  module: "numpy",
  debianPackage: "python3-numpy",
  multithreaded: false,
  results: valuesOf,
}
export const scipyEntropy: Peer = {
  name: "SciPy KD-tree",
  quantity: "kNN entropy",
  script: "knn_entropy.py",
  module: "scipy",
  debianPackage: "python3-scipy",
  multithreaded: false,
  results: valuesOf,
}
export const pyTorch: Peer = {
  name: "PyTorch",
  quantity: "training steps",
  script: "torch_training.py",
  module: "torch",
  debianPackage: "python3-torch",
  multithreaded: false,
  results: () => 10,
}
export const pyTorchEncoder: Peer = { ...pyTorch, script: "torch_transformer.py", results: () => 1 }

const peers: readonly Peer[] = [parmigene, sklearn, numpyPairs, numpyEntropy, scipyEntropy, pyTorch]

/** Gives the program that runs a peer, or undefined where the peer is not installed. */
export type FindPeer = (peer: Peer) => string | undefined

const probeMilliseconds = 20_000
const listModules =
  "import importlib.util as u; print(*(m for m in ('numpy', 'scipy', 'sklearn', 'torch') if u.find_spec(m)))"

/** Looks for R with parmigene, and for Python modules in `ROTE_PYTHON`, or else in python3 and /usr/bin/python3. */
export async function installedPeers(environment: NodeJS.ProcessEnv = process.env): Promise<FindPeer> {
  const pythons = environment.ROTE_PYTHON ? [environment.ROTE_PYTHON] : ["python3", "/usr/bin/python3"]
  const [inR, ...inPythons] = await Promise.all([
    printedBy("Rscript", ["-e", 'cat(nzchar(system.file(package = "parmigene")))'], environment),
    ...pythons.map((python) => printedBy(python, ["-c", listModules], environment)),
  ])
  return ({ module }) => {
    if (module === null) return inR === "TRUE" ? "Rscript" : undefined
    return pythons[inPythons.findIndex((modules) => modules.split(" ").includes(module))]
  }
}

async function printedBy(program: string, words: string[], env: NodeJS.ProcessEnv): Promise<string> {
  try {
    return (await promisify(execFile)(program, words, { env, timeout: probeMilliseconds })).stdout.trim()
  } catch {
    return ""
  }
}

/** A line for every peer that is not installed. */
export function whereToGet(find: FindPeer): string[] {
  const missing = peers.filter((peer) => find(peer) === undefined)
  return missing.map(({ name, debianPackage }) => `${name} is not installed; Debian has it in ${debianPackage}`)
}

/** Where the package keeps a peer's script. */
export function scriptPath({ script }: Peer): string {
  return resolve(dirname(createRequire(import.meta.url).resolve("rote/package.json")), "bench/peers", script)
}
