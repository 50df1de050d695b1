export function Explorable() {
  return <h1>The idea</h1>
}
