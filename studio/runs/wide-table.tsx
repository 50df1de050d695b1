import type { ReactNode } from "react"

/** A table that scrolls sideways where it does not fit, by keyboard too: nothing in it takes the focus. */
export function WideTable({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="runs-scroll" aria-label={label} tabIndex={0}>
      <table className={className}>{children}</table>
    </section>
  )
}
