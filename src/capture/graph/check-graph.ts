import { RoteError } from "../../errors.js"
import type { GraphMessage, ModelMessage, NodeMessage } from "./onnx-schema.js"
import { topologicalOrder } from "./topological-order.js"

/** Domains of the operators that ONNX Runtime brings with it; the empty one is ONNX's own. */
const knownDomains = new Set([
  "",
  "ai.onnx",
  "ai.onnx.ml",
  "ai.onnx.preview.training",
  "ai.onnx.training",
  "com.microsoft",
])

/** The graphs around a graph, whose tensors its nodes may use too. */
interface Scope {
  tensors: Set<string>
  around?: Scope
}

/**
 * Makes sure that every tensor is made once and before it is used, in the branches and bodies of If, Loop and Scan as
 * well, and that the operators are of domains the runtime knows. Gives warnings for what the runtime can live with.
 * @throws RoteError `duplicate-name` for a tensor made twice; `malformed` for a tensor that nothing makes, and for a
 * cycle; `unsupported-format` for operators of other domains, named
 */
export function checkGraph(graph: GraphMessage, { functions }: ModelMessage, path: string): string[] {
  const own = new Set(functions.map(({ domain, name }) => `${domain}::${name}`))
  for (const nodes of functions.map(({ node }) => node)) refuseUnknownDomains(nodes, own, path)
  return checkScope(graph, undefined, { own, path })
}

function checkScope(
  graph: GraphMessage,
  around: Scope | undefined,
  model: { own: Set<string>; path: string },
): string[] {
  const { path } = model
  refuseUnknownDomains(graph.node, model.own, path)
  const scope: Scope = { tensors: definedTensors(graph, path), ...(around && { around }) }
  for (const node of graph.node) {
    for (const tensor of node.input) requireMade(tensor, scope, `the node ${nameOf(node)}`, path)
  }
  for (const { name } of graph.output) requireMade(name, scope, "the graph's output", path)
  const warnings = subgraphs(graph).flatMap((inner) => checkScope(inner, scope, model))
  return [...warnings, ...requireAcyclic(graph.node, path)]
}

/** The graphs within a graph's nodes: branches and bodies. */
function subgraphs(graph: GraphMessage): GraphMessage[] {
  return graph.node.flatMap(graphsOf)
}

function graphsOf({ attribute }: NodeMessage): GraphMessage[] {
  return attribute.flatMap(({ g, graphs }) => (g === null ? graphs : [g, ...graphs]))
}

/** What the graph is fed, has stored and makes. An input may be stored as well: that is its value when none is fed. */
function definedTensors(graph: GraphMessage, path: string): Set<string> {
  const stored = [
    ...graph.initializer.map(({ name }) => name),
    ...graph.sparseInitializer.map(({ values }) => values?.name ?? ""),
  ]
  const fed = graph.input.map(({ name }) => name)
  const made = graph.node.flatMap(({ output }) => output.filter((name) => name !== ""))
  requireUnique(stored, path)
  requireUnique(fed, path)
  const before = new Set([...stored, ...fed])
  requireUnique([...before, ...made], path)
  return new Set([...before, ...made])
}

function requireUnique(names: readonly string[], path: string): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) {
      throw new RoteError("duplicate-name", {
        input: path,
        expected: "tensors that are made once each",
        found: `"${name}" twice`,
        hint: "export the model again",
      })
    }
    seen.add(name)
  }
}

/** An empty name stands for an optional input left out. */
function requireMade(tensor: string, scope: Scope, user: string, path: string): void {
  if (tensor === "") return
  for (let at: Scope | undefined = scope; at !== undefined; at = at.around) if (at.tensors.has(tensor)) return
  throw new RoteError("malformed", {
    input: path,
    expected: `a graph in which something makes "${tensor}", which ${user} uses`,
    found: "nothing that does",
    hint: "export the model again",
  })
}

function requireAcyclic(nodes: readonly NodeMessage[], path: string): string[] {
  const order = topologicalOrder(nodes.map((node) => ({ reads: tensorsRead(node), makes: made(node) })))
  if (order.length < nodes.length) {
    const placed = new Set(order)
    const stuck = nodes.find((_, index) => !placed.has(index)) as NodeMessage
    throw new RoteError("malformed", {
      input: path,
      expected: "a graph without cycles",
      found: `the node ${nameOf(stuck)}, which waits for a tensor that is made of its own output`,
      hint: "export the model again",
    })
  }
  return isSorted(nodes)
    ? []
    : ["the nodes are not in the order in which they run: ONNX wants them so, the runtime sorts them"]
}

function isSorted(nodes: readonly NodeMessage[]): boolean {
  const later = new Set(nodes.flatMap(made))
  return nodes.every((node) => {
    const waits = [...tensorsRead(node)].some((tensor) => later.has(tensor))
    for (const tensor of node.output) later.delete(tensor)
    return !waits
  })
}

function made({ output }: NodeMessage): string[] {
  return output.filter((name) => name !== "")
}

/** Tensors that a node needs: its inputs, and those of the graph that its branches or its body use. */
function tensorsRead(node: NodeMessage): Set<string> {
  return new Set([...node.input.filter((name) => name !== ""), ...capturedTensors(node)])
}

/** Tensors of the graph around that a node's branches or body use. */
export function capturedTensors(node: NodeMessage): Set<string> {
  return new Set(graphsOf(node).flatMap((graph) => [...usedFromAround(graph)]))
}

function usedFromAround(graph: GraphMessage): Set<string> {
  const used = new Set([
    ...graph.node.flatMap((node) => [...tensorsRead(node)]),
    ...graph.output.map(({ name }) => name),
  ])
  for (const { name } of [...graph.initializer, ...graph.input]) used.delete(name)
  for (const { values } of graph.sparseInitializer) used.delete(values?.name ?? "")
  for (const name of graph.node.flatMap(made)) used.delete(name)
  return used
}

function refuseUnknownDomains(nodes: readonly NodeMessage[], own: Set<string>, path: string): void {
  const strangers = nodes.filter(({ domain, opType }) => !knownDomains.has(domain) && !own.has(`${domain}::${opType}`))
  if (strangers.length === 0) return
  const names = [...new Set(strangers.map(({ domain, opType }) => `${opType} of ${domain}`))]
  throw new RoteError("unsupported-format", {
    input: path,
    expected: "operators of ONNX or of ONNX Runtime",
    found: `${names.slice(0, 8).join(", ")}${names.length > 8 ? ", …" : ""}`,
    hint: "export the model without custom operators",
  })
}

function nameOf({ name, opType }: NodeMessage): string {
  return name === "" ? `without a name (${opType})` : `"${name}" (${opType})`
}
