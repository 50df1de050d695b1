import { useEffect, useState } from "react"
import { offerFile } from "./offered-file.js"
import { href, navigate, parseRoute } from "./route.js"

/** Takes files dropped anywhere on the page to the page that measures them; true while one is held over it. */
export function useFileDrop(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const enter = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      setOver(false)
      if (files.length === 0) return
      event.preventDefault()
      offerFile(files[0])
      // Settings in the address of that page are for the next file as well.
      if (parseRoute(location.hash).page !== "measure") navigate(href("measure"))
    }
    addEventListener("dragover", enter)
    addEventListener("dragleave", leave)
    addEventListener("drop", drop)
    return () => {
      removeEventListener("dragover", enter)
      removeEventListener("dragleave", leave)
      removeEventListener("drop", drop)
    }
  }, [])
  return over
}
