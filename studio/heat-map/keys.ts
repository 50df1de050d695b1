/** What a key does to a map. */
export interface KeyWishes {
  step: (down: number, along: number) => void
  zoom: (factor: number) => void
  whole: () => void
}

const arrows: Record<string, [down: number, along: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
const zooms: Record<string, number> = { "+": 0.5, "=": 0.5, "-": 2 }

/** Whether the key meant something: arrows step from cell to cell, ten at a time with Shift. */
export function pressKey(event: KeyboardEvent, { step, zoom, whole }: KeyWishes): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const stride = event.shiftKey ? 10 : 1
  if (event.key in arrows) {
    const [down, along] = arrows[event.key]
    step(down * stride, along * stride)
  } else if (event.key in zooms) zoom(zooms[event.key])
  else if (event.key === "Home") whole()
  else return false
  return true
}
