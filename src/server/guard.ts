import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { hostname, networkInterfaces } from "node:os"
import type { MiddlewareHandler } from "hono"
import { refusal } from "./refusal.js"

/** 192 random bits, in letters that need no escape in an address. */
export function makeToken(): string {
  return randomBytes(24).toString("base64url")
}

export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host)
}

/** What a request's Host may be: the names of the address listened on, with its port. Any other is a page's of elsewhere whose name was made to mean this machine. */
export function hostsOf(host: string, port: number): Set<string> {
  const everywhere = host === "0.0.0.0" || host === "::"
  const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address))
  const names = ["127.0.0.1", "localhost", "::1", host, ...(everywhere ? [hostname(), ...addresses] : [])]
  const inAddresses = names.map((name) => inAddress(name).toLowerCase())
  return new Set(inAddresses.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]))
}

/** As a host is written in an address: an IPv6 one in brackets. */
export function inAddress(host: string): string {
  return host.includes(":") ? `[${host}]` : host
}

/** Refuses requests to another Host (a rebound name), and those that a page of another origin makes. */
export function requireOwnOrigin(hosts: () => ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header("host")?.toLowerCase() ?? ""
    if (!hosts().has(host)) throw refusal(403, "this server answers under the address that rote studio printed alone")
    const origin = c.req.header("origin")
    if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) {
      throw refusal(403, "this server answers its own page alone, not those of other sites")
    }
    await next()
  }
}

/** Refuses requests without the token, however much of it they guessed. */
export function requireToken(token: string): MiddlewareHandler {
  const expected = digest(`Bearer ${token}`)
  return async (c, next) => {
    if (!timingSafeEqual(digest(c.req.header("authorization") ?? ""), expected)) {
      throw refusal(403, "this server wants its token: open the link that rote studio printed, with ?token= in it")
    }
    await next()
  }
}

/** Of one length, which is what a comparison in constant time takes. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}
