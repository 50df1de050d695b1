import { gunzipSync } from "fflate"
import { decompressLz4Raw, decompressSnappy, decompressZstd } from "hyparquet-compressors"
import { RoteError } from "../errors.js"

type Decompress = (packed: Uint8Array, size: number) => Uint8Array

/**
 * The codecs whose decoders stop at the size they are given. Left out: BROTLI, whose decoder grows its output as the
 * data asks; the old LZ4, whose frame lengths can lead its decoder round in a circle; LZO, which has none.
 */
const codecs: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ["UNCOMPRESSED", (packed) => packed],
  ["SNAPPY", decompressSnappy],
  ["GZIP", (packed, size) => gunzipSync(packed, { out: new Uint8Array(size) })],
  ["ZSTD", (packed, size) => decompressZstd(packed, new Uint8Array(size))],
  ["LZ4_RAW", decompressLz4Raw],
])

/** @throws RoteError `unsupported-format` for a codec that is not read */
export function decompressor(codec: string | undefined, input: string): Decompress {
  const decompress = codecs.get(codec ?? "")
  if (decompress !== undefined) return decompress
  throw new RoteError("unsupported-format", {
    input,
    expected: `pages compressed by ${Array.from(codecs.keys()).join(", ")}`,
    found: codec ?? "an unknown codec",
    hint: "save the table with snappy, the usual codec",
  })
}
