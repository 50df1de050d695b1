import type { KeyboardEvent } from "react"

const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 }

/** In the body of a table: arrow up and down take the focus to the row above and below; with shift they pick on the way. */
export function moveByArrows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = steps[event.key]
  const row = (event.target as Element).closest("tr")
  if (step === undefined || row === null || event.target instanceof HTMLSelectElement) return
  event.preventDefault()
  const next = step < 0 ? row.previousElementSibling : row.nextElementSibling
  if (next === null) return
  const target = next.querySelector<HTMLElement>("input:enabled") ?? next.querySelector<HTMLElement>("button, a")
  target?.focus()
  if (event.shiftKey && target instanceof HTMLInputElement && !target.checked) target.click()
}
