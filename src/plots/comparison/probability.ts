/** A probability in per cent, from a limited number of draws, which tell no 0 and no 1. */
export function probability(share: number): string {
  if (share > 0.99) return ">99 %"
  return share < 0.01 ? "<1 %" : `${Math.round(100 * share)} %`
}
