import { RoteError } from "#src/errors.js"

/** The code of the RoteError that `run` throws, or "none" where it throws nothing; any other error is passed on. */
export function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof RoteError) return error.code
    throw error
  }
  return "none"
}
