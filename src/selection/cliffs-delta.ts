/**
 * Cliff's δ (1993): the probability that a value of the second list exceeds one of the first, less the probability of
 * the reverse. 1 where all of the second's exceed all of the first's, 0 for alike and for an empty list. Both in
 * increasing order: O(n + m).
 */
export function cliffsDelta(first: ArrayLike<number>, second: ArrayLike<number>): number {
  if (first.length === 0 || second.length === 0) return 0
  let [below, notAbove, score] = [0, 0, 0]
  for (let j = 0; j < second.length; j++) {
    while (below < first.length && first[below] < second[j]) below++
    while (notAbove < first.length && first[notAbove] <= second[j]) notAbove++
    score += below - (first.length - notAbove)
  }
  return score / (first.length * second.length)
}
