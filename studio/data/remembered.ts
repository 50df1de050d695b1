/** What the browser does not let be kept (it may refuse by its settings, and where its room is used up) lasts as long as the page. */
const unkept = new Map<string, string>()

/** A text kept from visit to visit; null where there is none. */
export function remembered(key: string): string | null {
  try {
    return unkept.get(key) ?? localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text)
    unkept.delete(key)
  } catch {
    unkept.set(key, text)
  }
}
