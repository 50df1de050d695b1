export { type BootstrapOptions, bootstrapInterval, tauInterval } from "./bootstrap.js"
export { type KendallTau, kendallTau } from "./kendall.js"
export { smallestP } from "./kendall-p.js"
export {
  type Agreement,
  type Direction,
  PAPER_CLAIMS,
  type SweptNetwork,
  type Trend,
  type TrendOptions,
  type TrendOutcome,
  trend,
} from "./trend.js"
