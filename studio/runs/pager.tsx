import { count } from "./numbers.js"

export interface PagerProps {
  /** Place of the first line shown, from 0. */
  first: number
  shown: number
  all: number
  perPage: number
  onPage: (page: string) => void
}

/** Which of the lines are on show, and the way to the others. */
export function Pager({ first, shown, all, perPage, onPage }: PagerProps) {
  const page = first / perPage + 1
  return (
    <nav className="runs-pager" aria-label="Pages of the list">
      <output>{shown === 0 ? "None" : `${count(first + 1)}–${count(first + shown)} of ${count(all)}`}</output>
      {all > perPage && (
        <>
          <button type="button" disabled={first === 0} onClick={() => onPage(String(page - 1))}>
            Previous
          </button>
          <button type="button" disabled={first + shown >= all} onClick={() => onPage(String(page + 1))}>
            Next
          </button>
        </>
      )}
    </nav>
  )
}
