import { describeSettings, differingSettings } from "#src/report/settings.js"
import { count, counted } from "../numbers.js"
import { RunName } from "../run-name.js"
import type { ViewProps } from "../views.js"
import { WideTable } from "../wide-table.js"

/** How the runs were measured, on what, and what the measurement warned of. */
export function SettingsView({ runs }: ViewProps) {
  return (
    <section className="compare-view" aria-label="Settings">
      <h2>Settings</h2>
      <p>The same for every run here: otherwise their numbers could not be compared.</p>
      <WideTable label="Settings" className="compare-settings">
        <tbody>
          {describeSettings(runs[0].measurement.settings).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <h2>Input</h2>
      <Inputs runs={runs} />
      <h2>Warnings</h2>
      <Warnings runs={runs} />
    </section>
  )
}

function Inputs({ runs }: ViewProps) {
  return (
    <WideTable label="Input" className="compare-settings">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Activations from</th>
          <th scope="col">Examples</th>
          <th scope="col">Layers</th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, name, files, captured, measurement: { examples, layers } }, index) => (
          <tr key={id}>
            <th scope="row">
              <RunName index={index} name={name} />
            </th>
            <td>
              {files.length === 0 ? "memory" : files.join(", ")}
              {captured && " (captured from a model)"}
            </td>
            <td>{count(examples)}</td>
            <td>{layers.map((layer) => `${layer.name} (${count(layer.end - layer.start)})`).join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  )
}

function Warnings({ runs }: ViewProps) {
  const warned = runs.map((run, index) => ({ run, index })).filter(({ run }) => run.measurement.warnings.length > 0)
  if (warned.length === 0) return <p>None.</p>
  return warned.map(({ run, index }) => (
    <div key={run.id}>
      <h3>
        <RunName index={index} name={run.name} />
      </h3>
      <ul>
        {run.measurement.warnings.map(({ code, message }) => (
          <li key={code}>{message}</li>
        ))}
      </ul>
    </div>
  ))
}

/** Why runs are not shown side by side: what differs, by run. */
export function DifferingSettings({ runs }: ViewProps) {
  const differing = differingSettings(runs)
  return (
    <section className="compare-view" role="alert" aria-label="Settings differ">
      <h2>These runs were measured differently</h2>
      <p>
        Entropy and mutual information depend on how they are estimated, so that numbers of different settings cannot be
        compared. {counted(differing.length, "setting")} {differing.length === 1 ? "differs" : "differ"}:
      </p>
      <WideTable label="Settings that differ" className="compare-settings">
        <thead>
          <tr>
            <th scope="col">Setting</th>
            {runs.map(({ id, name }, index) => (
              <th key={id} scope="col">
                <RunName index={index} name={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differing.map(({ setting, values }) => (
            <tr key={setting}>
              <th scope="row">{setting}</th>
              {values.map((value, index) => (
                <td key={runs[index].id}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p>Leave some of them out, or measure them again with the same settings.</p>
    </section>
  )
}
