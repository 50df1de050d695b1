/** Numbers of a figure, in words and digits. */
export interface NumberTable {
  title: string
  /** Over the names of the rows. */
  corner: string
  columns: readonly string[]
  rows: readonly { name: string; cells: readonly string[] }[]
}

/** The numbers of a figure for whoever would rather read than look; folded away until asked for. */
export function Numbers({ name, tables }: { name: string; tables: readonly NumberTable[] }) {
  return (
    <details className="sweep-numbers">
      <summary>The numbers</summary>
      {tables.map(({ title, corner, columns, rows }) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section key={title} className="scroll-x" aria-label={`${name}: ${title}`} tabIndex={0}>
          <table>
            <caption>{title}</caption>
            <thead>
              <tr>
                <th scope="col">{corner}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  {row.cells.map((cell, i) => (
                    <td key={columns[i]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </details>
  )
}
