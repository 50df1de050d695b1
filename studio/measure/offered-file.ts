import { useSyncExternalStore } from "react"

/** The file last dropped on the page or chosen. It cannot be in the address: the page asks again after a reload. */
let offered: File | null = null
const listeners = new Set<() => void>()

export function offerFile(file: File): void {
  offered = file
  for (const listener of listeners) listener()
}

export function useOfferedFile(): File | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offered,
  )
}
