/** What a person wants with a map. Points are in shares of what it shows: 0, 0 is its upper left corner, 1, 1 its lower right. */
export interface Wishes {
  zoom: (factor: number, along: number, down: number) => void
  move: (along: number, down: number) => void
  point: (along: number, down: number) => void
  pointNowhere: () => void
  /** Whether a wheel turned away from the map, or a finger, is left to scroll the page. */
  isWhole: () => boolean
}

interface Point {
  x: number
  y: number
}

/** Hears wheel, pinch, drag and double click on an element. `frame` says where on it the cells lie. */
export function hearGestures(
  element: HTMLElement,
  wishes: Wishes,
  frame: () => { margin: number; side: number },
): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const pointers = new Map<number, Point>()
  const share = (pixels: number) => (pixels - frame().margin) / frame().side
  const point = ({ x, y }: Point) => wishes.point(share(x), share(y))

  element.addEventListener("wheel", turn, { passive: false, signal })
  element.addEventListener("pointerdown", down, { signal })
  element.addEventListener("pointermove", move, { signal })
  element.addEventListener("pointerup", ({ pointerId }) => pointers.delete(pointerId), { signal })
  element.addEventListener("pointercancel", ({ pointerId }) => pointers.delete(pointerId), { signal })
  element.addEventListener("pointerleave", leave, { signal })
  element.addEventListener("dblclick", doubleClick, { signal })
  return () => stop.abort()

  function turn(event: WheelEvent): void {
    if (event.deltaY > 0 && wishes.isWhole()) return
    event.preventDefault()
    const factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.005)
    wishes.zoom(factor, share(event.offsetX), share(event.offsetY))
    point({ x: event.offsetX, y: event.offsetY })
  }

  function down({ pointerId, offsetX: x, offsetY: y }: PointerEvent): void {
    element.setPointerCapture(pointerId)
    pointers.set(pointerId, { x, y })
    point({ x, y })
  }

  function move({ pointerId, offsetX: x, offsetY: y }: PointerEvent): void {
    const [here, before] = [{ x, y }, pointers.get(pointerId)]
    if (before !== undefined) {
      const other = [...pointers].find(([id]) => id !== pointerId)?.[1]
      if (other === undefined) wishes.move((before.x - x) / frame().side, (before.y - y) / frame().side)
      else pinch(before, here, other)
      pointers.set(pointerId, here)
    }
    point(here)
  }

  function pinch(before: Point, here: Point, other: Point): void {
    const distance = (to: Point) => Math.max(1, Math.hypot(to.x - other.x, to.y - other.y))
    wishes.zoom(distance(before) / distance(here), share((here.x + other.x) / 2), share((here.y + other.y) / 2))
  }

  function leave({ pointerType }: PointerEvent): void {
    if (pointerType === "mouse" && pointers.size === 0) wishes.pointNowhere()
  }

  function doubleClick(event: MouseEvent): void {
    wishes.zoom(event.shiftKey ? 2 : 0.5, share(event.offsetX), share(event.offsetY))
  }
}
