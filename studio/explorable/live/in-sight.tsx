import { type ReactNode, useEffect, useRef, useState } from "react"

export interface InSightProps<Value> {
  value: Value
  /** Whether it changes all the time: one that does not is passed on, seen or not. */
  moving: boolean
  children: (value: Value) => ReactNode
}

/** Passes a value on while it is in sight, and keeps the last one while it is not: nothing is drawn that nobody sees. */
export function InSight<Value>({ value, moving, children }: InSightProps<Value>) {
  const place = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(true)
  const held = useRef(value)
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setSeen(entries.at(-1)!.isIntersecting))
    observer.observe(place.current!)
    return () => observer.disconnect()
  }, [])
  if (seen || !moving) held.current = value
  return (
    <div ref={place} className="explorable-in-sight">
      {children(held.current)}
    </div>
  )
}
