const polynomial = 0xedb88320

/** `tables[n][byte]` is what a byte does to the remainder n bytes later: four bytes are taken in one step. */
const tables = [0, 1, 2, 3].map((later) =>
  Uint32Array.from({ length: 256 }, (_, byte) => shifted(byte, 8 * (later + 1))),
)

/** CRC-32 of zip and gzip (ISO 3309). Give the checksum of what came before to go on from there. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [table0, table1, table2, table3] = tables
  let remainder = ~before
  let i = 0
  for (const whole = bytes.length - 3; i < whole; i += 4) {
    remainder ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24)
    remainder =
      table3[remainder & 255] ^
      table2[(remainder >>> 8) & 255] ^
      table1[(remainder >>> 16) & 255] ^
      table0[remainder >>> 24]
  }
  for (; i < bytes.length; i++) remainder = table0[(remainder ^ bytes[i]) & 255] ^ (remainder >>> 8)
  return ~remainder >>> 0
}

function shifted(remainder: number, bits: number): number {
  let shiftedOut = remainder
  for (let bit = 0; bit < bits; bit++) shiftedOut = shiftedOut & 1 ? (shiftedOut >>> 1) ^ polynomial : shiftedOut >>> 1
  return shiftedOut
}
