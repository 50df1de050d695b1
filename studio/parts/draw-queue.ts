/** Milliseconds of a frame that drawing may take: the rest of the 16 is the browser's. */
const budget = 8

const waiting = new Map<object, () => void>()
let scheduled = false

/**
 * Runs a drawing in one of the next frames, as many in each as fit its budget, in the order asked for. Asked again before
 * that, for the same `owner`, the newest is run in its turn: so that figures that change all the time share the frames.
 */
export function drawSoon(owner: object, draw: () => void): void {
  waiting.set(owner, draw)
  schedule()
}

export function drawNever(owner: object): void {
  waiting.delete(owner)
}

function schedule(): void {
  if (scheduled) return
  scheduled = true
  requestAnimationFrame(drawSome)
}

function drawSome(): void {
  scheduled = false
  const start = performance.now()
  for (const [owner, draw] of waiting) {
    waiting.delete(owner)
    draw()
    if (performance.now() - start > budget) break
  }
  if (waiting.size > 0) schedule()
}
