/**
 * Makes Ctrl-C end the process at once, with a last word on stderr and status 130. Safe at any moment, since a run
 * directory holds whole files only. Returns how to take it back.
 */
export function onInterrupt(lastWord: () => string): () => void {
  const end = () => {
    process.stderr.write(`\n${lastWord()}\n`)
    process.exit(130)
  }
  process.once("SIGINT", end)
  return () => process.off("SIGINT", end)
}
