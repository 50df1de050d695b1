/** Bytes as base64, in a browser as in Node; in pieces, because a call takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  const chunk = 24576
  let text = ""
  for (let start = 0; start < bytes.length; start += chunk) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + chunk)))
  }
  return text
}
