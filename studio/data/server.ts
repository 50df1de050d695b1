import { reach } from "./reach.js"
import { remember, remembered } from "./remembered.js"

const key = "rote-token"

/** Whether `rote studio` serves this page; without it, as on the static site, there are no runs to look at. */
export const hasServer = document.querySelector('meta[name="rote-server"]') !== null

/** Keeps the token of the link that `rote studio` printed for this and later visits, and takes it out of the address. */
export function takeToken(): void {
  const url = new URL(location.href)
  const token = url.searchParams.get("token")
  if (token === null) return
  remember(key, token)
  url.searchParams.delete("token")
  history.replaceState(null, "", url)
}

/** What the server said no to, in its own words. */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * Asks the server, `path` from `api/`. Any status but 2xx and 304 is thrown as a `ServerError`; its text is the server's, one
 * line that says what was expected, found, and to be done.
 */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set("Authorization", authorization())
  const response = await reach(`api/${path}`, { ...init, headers })
  if (response.ok || response.status === 304) return response
  throw new ServerError(response.status, (await response.text()) || response.statusText)
}

/** The header that lets a request in. */
export function authorization(): string {
  return `Bearer ${remembered(key) ?? ""}`
}

/** A path of the folder as part of an address: its slashes stay. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/")
}
