export interface SortHeadingProps {
  title: string
  sorted: "ascending" | "descending" | null
  onSort: () => void
  /** Left out where there is little room. */
  wide?: boolean
}

/** The heading of a column, which sorts by it. */
export function SortHeading({ title, sorted, onSort, wide = false }: SortHeadingProps) {
  return (
    <th scope="col" aria-sort={sorted ?? undefined} className={wide ? "runs-wide" : undefined}>
      <button type="button" className="runs-sort" onClick={onSort}>
        {title}
        <span aria-hidden="true" className="runs-sort-mark">
          {sorted === null ? "" : sorted === "ascending" ? "↑" : "↓"}
        </span>
      </button>
    </th>
  )
}
