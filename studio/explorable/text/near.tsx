import { type ReactNode, useEffect, useRef, useState } from "react"

/** Shows its children once they are nearly in sight; until then, room for them: as much as the style of `room` gives. */
export function Near({ room, children }: { room: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        setNear(true)
        observer.disconnect()
      },
      { rootMargin: "600px" },
    )
    observer.observe(place.current!)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} className={room}>
      {near && children}
    </div>
  )
}
