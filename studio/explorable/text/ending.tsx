import { href } from "../../shell/route.js"
import { Code } from "./copy-button.js"
import "./ending.css"

const save = `acts, layers = {}, {"fc1": model.fc1, "fc2": model.fc2}
for name, layer in layers.items():
    layer.register_forward_hook(lambda *a, name=name: acts.update({name: a[2].detach().numpy()}))
model.eval()(inputs); numpy.savez("activations.npz", **acts)`

const measure = `rote measure activations.npz`

const rank = `rote measure first.npz --out runs/first
rote measure second.npz --out runs/second
rote rank runs`

const begin = `npm ci
npm run demo`

const bibtex = `@inproceedings{bansal2022measures,
  title     = {Measures of Information Reflect Memorization Patterns},
  author    = {Bansal, Rachit and Pruthi, Danish and Belinkov, Yonatan},
  booktitle = {Advances in Neural Information Processing Systems},
  volume    = {35},
  year      = {2022},
  note      = {arXiv:2210.09404}
}`

function OwnModel() {
  return (
    <section className="explorable-part" aria-labelledby="explorable-own">
      <h2 id="explorable-own">Ask it of your own model</h2>
      <div className="explorable-steps">
        <div className="explorable-step">
          <h3>1. See it work</h3>
          <p>In a clone of rote, with Node 20.19 or later: four networks on real digits, in about a minute.</p>
          <Code text={begin} what="the demo's commands" />
        </div>
        <div className="explorable-step">
          <h3>2. Save activations</h3>
          <p>
            A matrix per layer, examples by neurons, from the same 2,000 or more held-out examples for every network. In
            PyTorch:
          </p>
          <Code text={save} what="how to save activations in PyTorch" />
        </div>
        <div className="explorable-step">
          <h3>3. Measure them</h3>
          <p>
            On your machine, or <a href={href("measure")}>right here in the browser</a>: the file stays with you.
          </p>
          <Code text={measure} what="the command that measures" />
        </div>
        <div className="explorable-step">
          <h3>4. Compare</h3>
          <p>One network alone has no verdict. Rank two or more: same architecture, same examples, same settings.</p>
          <Code text={rank} what="the commands that rank" />
        </div>
      </div>
    </section>
  )
}

function Cite() {
  return (
    <section className="explorable-part prose" aria-labelledby="explorable-cite">
      <h2 id="explorable-cite">Cite the paper</h2>
      <p>
        The idea and the measures are by Rachit Bansal, Danish Pruthi and Yonatan Belinkov,{" "}
        <a href="https://arxiv.org/abs/2210.09404">Measures of Information Reflect Memorization Patterns</a>, NeurIPS
        2022. Please cite it when you use them.
      </p>
      <Code text={bibtex} what="the BibTeX entry" />
    </section>
  )
}

/** What to do next, and whose idea it is. */
export function Ending() {
  return (
    <>
      <OwnModel />
      <Cite />
    </>
  )
}
