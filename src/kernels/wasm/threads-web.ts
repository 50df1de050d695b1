import type { Thread } from "./threads-node.js"
import type { FromWorker } from "./worker.js"

export function defaultThreads(): number {
  return navigator.hardwareConcurrency
}

export function startThread(onMessage: (message: FromWorker) => void, onFailure: (error: Error) => void): Thread {
  const worker = new Worker(new URL("./worker-web.js", import.meta.url), { type: "module" })
  worker.addEventListener("message", (event) => onMessage(event.data))
  worker.addEventListener("error", (event) => onFailure(new Error(event.message)))
  return { post: (message) => worker.postMessage(message), stop: () => worker.terminate() }
}
