import { tileServer } from "./worker.js"

const serve = tileServer((message) => postMessage(message))
addEventListener("message", (event) => serve(event.data))
