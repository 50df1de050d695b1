import { type Html, html } from "../html.js"

/** What may and what may not be concluded. */
export function meaningSection(): Html {
  return html`<section id="meaning" aria-labelledby="meaning-heading">
<h2 id="meaning-heading">What these measures say, and what they do not</h2>
<p>A network can do well on its training data without having learned what was meant. It may follow a shortcut, a feature that happens to go with the label; its neurons then tend to respond alike and with little variety. Or it may learn single examples by heart; its neurons then tend to be varied and unlike one another.</p>
<div class="scroll" tabindex="0" role="region" aria-label="How to read the measures">
<table class="words">
<thead><tr><th scope="col">Against a comparable network</th><th scope="col">Entropy of a neuron</th><th scope="col">Mutual information of a pair</th></tr></thead>
<tbody>
<tr><th scope="row">more of a shortcut (heuristic memorization)</th><td>lower</td><td>higher</td></tr>
<tr><th scope="row">more learned by heart (example-level memorization)</th><td>higher</td><td>lower</td></tr>
</tbody>
</table>
</div>
<ul>
<li>They compare. There is no threshold below which an entropy is low: set a network against others of the same architecture, on the same unlabelled examples, with the same settings.</li>
<li>They are signs, not proof. Width, activation function, regularisation and length of training move them too; so does the choice of examples.</li>
<li>They do not say which shortcut, nor how well the network will do on new data. Look at the neurons and the examples that move them.</li>
<li>Entropy over shared bins depends on the size of activations. A difference that vanishes in the estimates without scale is a difference of size.</li>
<li>The intervals describe the spread over neurons, or over pairs, of this one network on these examples. They do not cover what another seed of training would give: train several where it matters.</li>
<li>Dead and constant neurons count as entropy 0 and mutual information 0. Where many are dead, both means fall for that reason alone.</li>
</ul>
</section>`
}

/** Whose idea this is. */
export function citationSection(): Html {
  return html`<section id="citation" aria-labelledby="citation-heading">
<h2 id="citation-heading">How to cite</h2>
<p>The measures and how to read them come from: Rachit Bansal, Danish Pruthi and Yonatan Belinkov, <cite>Measures of Information Reflect Memorization Patterns</cite>, Advances in Neural Information Processing Systems 35 (NeurIPS 2022), arXiv 2210.09404.</p>
<pre><code>@inproceedings{bansal2022measures,
  title     = {Measures of Information Reflect Memorization Patterns},
  author    = {Bansal, Rachit and Pruthi, Danish and Belinkov, Yonatan},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = {35},
  year      = {2022},
  note      = {arXiv:2210.09404}
}</code></pre>
</section>`
}
