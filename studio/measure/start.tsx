import { ChooseFile } from "./choose-file.js"
import { ExampleButtons } from "./example-buttons.js"
import { examples } from "./examples.js"

const saving = `acts, layers = {}, {"fc1": model.fc1, "fc2": model.fc2}
for name, layer in layers.items():
    layer.register_forward_hook(lambda *a, name=name: acts.update({name: a[2].detach().numpy()}))
model.eval()(inputs); numpy.savez("activations.npz", **acts)`

/** Before there is a file: what to drop, and how to come by it. */
export function Start() {
  return (
    <>
      <p className="lead measure-lead">
        Drop a file of a network's activations, a row per example and a column per neuron, to see how much each neuron
        varies and how much every two of them share. It is measured on this machine and leaves it only if you ask for
        that.
      </p>
      <div className="measure-drop">
        <p>
          <ChooseFile title="Choose a file" className="primary" /> <span>or drop one anywhere on this page</span>
        </p>
        <p className="muted small">.npy, .npz, .safetensors, .csv, .tsv or .parquet</p>
      </div>
      <section>
        <h2>Try it with an example</h2>
        <p>
          Two small networks that tell digits apart, two layers of 24 neurons each, on 600 held-out digits. For one the
          colour of a digit gave away which it was while it learned; for the other it did not. Measure both, then
          compare them.
        </p>
        <ExampleButtons examples={examples} />
      </section>
      <section className="measure-saving">
        <h2>How to make one</h2>
        <p>
          Run the network once on 2,000 or more held-out examples and save what its hidden layers return. No labels are
          needed; take the same examples for every network that you want to compare. With PyTorch:
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre tabIndex={0}>{saving}</pre>
      </section>
    </>
  )
}
