export function MeasurePage() {
  return <h1>Measure a file</h1>
}
