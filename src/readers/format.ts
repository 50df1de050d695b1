import { RoteError } from "../errors.js"
import { openCsv } from "./csv.js"
import { npyMagic, openNpy } from "./npy.js"
import { openNpz } from "./npz.js"
import type { ReadOptions } from "./options.js"
import { openParquet } from "./parquet.js"
import { hdf5Refused, pickleRefused, unsupportedFormat } from "./refusals.js"
import { openSafetensors } from "./safetensors.js"
import { type ByteSource, extension, readBytes } from "./source.js"
import type { StoredArray, StoredLayer } from "./stored-array.js"

type Open = (source: ByteSource, options: ReadOptions) => Promise<StoredLayer[]>

const openers = {
  npy: async (source: ByteSource) => single(await openNpy(source)),
  npz: openNpz,
  safetensors: openSafetensors,
  parquet: async (source: ByteSource, options: ReadOptions) => single(await openParquet(source, options)),
  csv: async (source: ByteSource, options: ReadOptions) => single(await openCsv(source, ",", options)),
  tsv: async (source: ByteSource, options: ReadOptions) => single(await openCsv(source, "\t", options)),
} satisfies Record<string, Open>

/** First bytes, as text of one character per byte, of what is known by them, read or not. */
const signatures: { starts: string; open: Open }[] = [
  { starts: npyMagic, open: openers.npy },
  { starts: "PK\x03\x04", open: openers.npz },
  { starts: "PK\x05\x06", open: openers.npz },
  { starts: "PAR1", open: openers.parquet },
  { starts: "\x89HDF\r\n\x1a\n", open: refusing(hdf5Refused) },
  { starts: "PARE", open: refusing((input) => unsupportedFormat(input, "an encrypted Parquet file")) },
  {
    starts: "\x1f\x8b",
    open: refusing((input) => unsupportedFormat(input, "a gzip file", "unpack it with gunzip first")),
  },
]

/** Pickles of protocols 2 to 5, PyTorch's own among them. */
function startsAsPickle([opcode, protocol]: Uint8Array): boolean {
  return opcode === 0x80 && protocol >= 2 && protocol <= 5
}

const byExtension: ReadonlyMap<string, Open> = new Map<string, Open>([
  ...Object.entries<Open>(openers),
  [
    "onnx",
    refusing((input) => unsupportedFormat(input, "an ONNX model", "capture its activations first: rote capture")),
  ],
  ["h5", refusing(hdf5Refused)],
  ["hdf5", refusing(hdf5Refused)],
  ...["pt", "pth", "pkl", "pickle", "ckpt"].map((name): [string, Open] => [name, refusing(refusePickle)]),
])

/**
 * Opens a file's layers by what it is: by its first bytes, and by its name where these say nothing.
 * @throws RoteError `truncated` for an empty file, `pickle-refused`, `unsupported-format`, and what the format's
 * reader throws
 */
export async function openLayers(source: ByteSource, options: ReadOptions): Promise<StoredLayer[]> {
  if (source.size === 0) {
    throw new RoteError("truncated", { input: source.name, expected: "activations", found: "an empty file" })
  }
  const bytes = await readBytes(source, 0, Math.min(16, source.size))
  const start = String.fromCharCode(...bytes)
  const signature = signatures.find(({ starts }) => start.startsWith(starts))
  if (signature !== undefined) return signature.open(source, options)
  if (startsAsPickle(bytes)) throw refusePickle(source.name)
  if (startsAsSafetensors(bytes, source.size)) return openSafetensors(source)
  const open = byExtension.get(extension(source.name))
  if (open !== undefined) return open(source, options)
  throw unsupportedFormat(source.name, "bytes of another kind")
}

function single(array: StoredArray): StoredLayer[] {
  return [{ open: async () => array }]
}

function refusing(refusal: (input: string) => RoteError): Open {
  return async ({ name }) => {
    throw refusal(name)
  }
}

function refusePickle(input: string): RoteError {
  return pickleRefused(input, "a pickle, or a PyTorch file, which is one")
}

/** A length that the file has room for, and then the brace of a JSON object. */
function startsAsSafetensors(bytes: Uint8Array<ArrayBuffer>, size: number): boolean {
  if (bytes.length < 9 || bytes[8] !== 0x7b) return false
  return new DataView(bytes.buffer).getBigUint64(0, true) <= BigInt(size - 8)
}
