import { styleSheet } from "../../report/style.js"

/** The run report's style sheet, with what figures as wide as the page need; on a phone narrow drawings take their place. */
export const pageStyle = `${styleSheet}
.plot { max-width: 58rem; margin: 2.25rem 0 2.75rem; }
.plot h3 { margin: 0 0 0.75rem; }
.plot figcaption { max-width: 44rem; margin-top: 0.5rem; }
.plot svg { width: 100%; }
.plot .wide > svg { min-width: 44rem; }
.plot img { max-width: 100%; height: auto; border-radius: 2px; }
.plot summary { cursor: pointer; font-weight: 650; margin-bottom: 0.75rem; }
.plot .narrow { display: none; }
.narrow svg { max-width: 26rem !important; }
.group > * { padding-top: 1rem; white-space: normal; }
.group > th { color: var(--muted); min-width: 9rem; }
thead [colspan] { text-align: left; }
@media screen and (max-width: 46rem) {
  .has-narrow .wide { display: none; }
  .has-narrow .narrow { display: block; }
}
@media print {
  .plot .wide > svg { min-width: 0; }
}
`
