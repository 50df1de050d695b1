/** A step that needs the tensors it reads, and makes others. */
interface Step {
  reads: Iterable<string>
  makes: Iterable<string>
}

/**
 * The steps' indices, each after those that make what it reads, otherwise in their own order (Kahn 1962). Steps on a cycle, and
 * those that wait for one, are left out. Cost: the tensors read and made.
 */
export function topologicalOrder(steps: readonly Step[]): number[] {
  const makers = new Map<string, number>()
  for (const [index, { makes }] of steps.entries()) for (const tensor of makes) makers.set(tensor, index)
  const waiting = new Int32Array(steps.length)
  const followers: number[][] = steps.map(() => [])
  for (const [index, { reads }] of steps.entries()) {
    for (const tensor of reads) {
      const maker = makers.get(tensor)
      if (maker === undefined) continue
      waiting[index] += 1
      followers[maker].push(index)
    }
  }
  const order = [...steps.keys()].filter((index) => waiting[index] === 0)
  for (const index of order) {
    for (const follower of followers[index]) {
      waiting[follower] -= 1
      if (waiting[follower] === 0) order.push(follower)
    }
  }
  return order
}
