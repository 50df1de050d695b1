const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder
})

/** CRC-32 of zip and gzip (ISO 3309). Give the checksum of what came before to go on from there. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let remainder = ~before
  for (let i = 0; i < bytes.length; i++) remainder = table[(remainder ^ bytes[i]) & 255] ^ (remainder >>> 8)
  return ~remainder >>> 0
}
