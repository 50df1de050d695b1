import { type Html, html } from "../../../report/html.js"

/** How to read a τ, and what may not be concluded from one. */
export function readingSection(): Html {
  return html`<section id="reading" aria-labelledby="reading-heading">
<h2 id="reading-heading">How to read τ</h2>
<ul>
<li>Kendall's τ says how far two rankings of the same networks agree: 1 alike, 0 as if by chance, −1 the other way round. Its sign is turned here so that it is above zero where a measure goes as the paper claims, whichever way that is.</li>
<li>Over the settings, each point is the mean of the networks of one setting. So few points can only be significant where all, or nearly all, are in order: a τ that is not significant is no evidence that there is nothing.</li>
<li>Over all networks, each network is a point. Networks of one setting are alike, and p takes them as independent.</li>
<li>p is exact where it can be: the share of all orders that agree or disagree as much. The interval resamples the seeds within each setting; with few seeds it is too narrow.</li>
<li>Several measures, layers and sides are tried. Of twenty trends that are nothing, one is significant by chance.</li>
</ul>
</section>`
}
