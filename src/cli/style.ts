/** Whether to colour: a terminal, and no wish against it (no-color.org). */
function coloured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb"
}

const styled = (stream: NodeJS.WriteStream, code: number, end: number, text: string) =>
  coloured(stream) ? `\u001b[${code}m${text}\u001b[${end}m` : text

export const bold = (text: string, stream: NodeJS.WriteStream = process.stdout) => styled(stream, 1, 22, text)
export const dim = (text: string, stream: NodeJS.WriteStream = process.stdout) => styled(stream, 2, 22, text)
export const red = (text: string, stream: NodeJS.WriteStream = process.stdout) => styled(stream, 31, 39, text)
export const yellow = (text: string, stream: NodeJS.WriteStream = process.stdout) => styled(stream, 33, 39, text)
