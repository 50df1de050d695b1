import { type ChildProcess, fork } from "node:child_process"
import { RoteError } from "../../errors.js"
import { fingerprintBytes } from "../../store/index.js"
import type { OnnxModel } from "../graph/onnx-model.js"
import type { InputTensor } from "../inputs/model-inputs.js"
import type { ProbeAnswer, ProbeOrder } from "./probe-child.js"
import type { OutputTensor, SessionOptions, TensorInfo } from "./session.js"

export interface ProbeOptions extends SessionOptions {
  /** Seconds that loading the model may take, and again each batch of it that is run in the process; 10 unless given. */
  timeout?: number
  /** Bytes of memory that the process may take; half of what is free unless given. */
  memory?: number
  signal?: AbortSignal
}

/** A model that runs in a process of its own, which is ended when it takes too long or too much. */
export interface Probe {
  inputs: TensorInfo[]
  outputs: TensorInfo[]
  /**
   * Runs the model and hands these tensors over, copied from one process to the other. Throws what `startProbe` and a
   * session's `run` throw.
   */
  run(feeds: Record<string, InputTensor>, outputs: readonly string[]): Promise<Record<string, OutputTensor>>
  /** Ends the process. Safe at any time. */
  stop(): void
}

export const usualTimeout = 10

/**
 * A model is a program: it may run for ever, or ask for more memory than there is. So it is first loaded, and run on
 * some examples, in a process that can be ended: by this one, by a thread of its own that watches time and memory even
 * where this one is busy, and by that thread as well when this process is gone.
 * @throws RoteError `limit-exceeded` for a model that takes longer or more memory than it may, `malformed` for one that
 * crashes the runtime, and what `openSession` throws; the signal's reason
 */
export async function startProbe(
  model: OnnxModel,
  outputs: readonly string[],
  { timeout = usualTimeout, memory = process.availableMemory() / 2, threads, signal }: ProbeOptions = {},
): Promise<Probe> {
  signal?.throwIfAborted()
  // Without this process's own options for Node, which may open a debugger or load other code.
  const child = fork(new URL("./probe-child.js", import.meta.url), [String(memory), String(process.pid)], {
    serialization: "advanced",
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  })
  const limits = { path: model.path, timeout, memory }
  const ask = (order: ProbeOrder) => answerOf(child, order, limits, signal)
  const { bytes, ...graph } = model
  const file = fingerprintBytes(model.path, bytes)
  try {
    const answer = await ask({ load: { graph, file, outputs: [...outputs], ...(threads && { threads }) }, timeout })
    if (!("loaded" in answer)) throw failure(answer)
    return {
      ...answer.loaded,
      run: async (feeds, wanted) => {
        const answer = await ask({ run: { feeds, outputs: [...wanted] }, timeout })
        if (!("made" in answer)) throw failure(answer)
        return answer.made
      },
      stop: () => child.kill("SIGKILL"),
    }
  } catch (error) {
    child.kill("SIGKILL")
    throw error
  }
}

interface Limits {
  path: string
  timeout: number
  memory: number
}

/** What the process answers to one order; the process is ended where it has not answered in time. */
function answerOf(child: ChildProcess, order: ProbeOrder, limits: Limits, signal?: AbortSignal): Promise<ProbeAnswer> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const timer = setTimeout(() => child.kill("SIGKILL"), limits.timeout * 1000)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener("abort", onAbort)
      for (const [event, listener] of Object.entries(listeners)) child.off(event, listener)
      act()
    }
    const listeners = {
      message: (answer: ProbeAnswer) => settle(() => resolve(answer)),
      error: (error: Error) => settle(() => reject(error)),
      exit: (code: number | null, killedBy: string | null) =>
        settle(() => reject(ended(limits, (performance.now() - began) / 1000, code, killedBy))),
    }
    const onAbort = () => {
      child.kill("SIGKILL")
      settle(() => reject(signal?.reason))
    }
    for (const [event, listener] of Object.entries(listeners)) child.on(event, listener)
    signal?.addEventListener("abort", onAbort)
    child.send(order, (error) => error && settle(() => reject(error)))
  })
}

/** Why the process ended before it answered: nobody but this one and its own watchdog ends it by SIGKILL. */
function ended(
  { path, timeout, memory }: Limits,
  seconds: number,
  code: number | null,
  killedBy: string | null,
): Error {
  if (seconds >= timeout) {
    return new RoteError("limit-exceeded", {
      input: path,
      expected: `a model that is loaded, or runs on a batch of examples, within ${timeout} s`,
      found: "one that did not end",
      hint: "if it is to be trusted and slow, give it fewer examples at a time (--batch), or more with --timeout (timeout)",
    })
  }
  if (killedBy === "SIGKILL") {
    return new RoteError("limit-exceeded", {
      input: path,
      expected: `a model that runs within ${Math.round(memory / 2 ** 20)} MB of memory`,
      found: "one that takes more",
      hint: "give it fewer examples at a time (--batch), close other programs, or take a machine with more memory",
    })
  }
  if (killedBy === null) return new Error(`the process that was to try out ${path} ended with status ${code}`)
  return new RoteError("malformed", {
    input: path,
    expected: "a model that ONNX Runtime can run",
    found: `one that makes it crash (${killedBy})`,
  })
}

function failure(answer: ProbeAnswer): Error {
  if (!("failure" in answer)) return new Error("the probe answered another question")
  const { code, fault, message } = answer.failure
  return code !== undefined && fault !== undefined ? new RoteError(code, fault) : new Error(message)
}
