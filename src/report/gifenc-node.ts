import { createRequire } from "node:module"

/** gifenc, a CommonJS module that calls itself an ES one: loaders differ in what they import from such a module. */
export const gifenc: typeof import("gifenc") = createRequire(import.meta.url)("gifenc")
