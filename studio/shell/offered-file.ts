import { useSyncExternalStore } from "react"

/** A file to measure; dropped again it is another offer, and read anew. */
export interface Offer {
  id: number
  file: File
}

/** The file last dropped on the page or chosen. It cannot be in the address: the page asks again after a reload. */
let offered: Offer | null = null
let count = 0
const listeners = new Set<() => void>()

export function offerFile(file: File): void {
  offered = { id: ++count, file }
  for (const listener of listeners) listener()
}

export function useOffer(): Offer | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offered,
  )
}
