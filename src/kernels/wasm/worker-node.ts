import { parentPort } from "node:worker_threads"
import { tileServer } from "./worker.js"

if (parentPort === null) throw new Error("worker-node.js runs in a worker thread only")
const port = parentPort
port.on(
  "message",
  tileServer((message) => port.postMessage(message)),
)
