import { workerData } from "node:worker_threads"

/** What the thread watches over its process. */
interface Watched {
  /** When the process is to end, in milliseconds of `Date.now()`; 0 while nothing runs. */
  deadline: BigInt64Array<SharedArrayBuffer>
  /** Bytes that may be resident. */
  memory: number
  /** The process that started it: no longer its parent once it is gone. */
  parent: number
}

const milliseconds = 20
/** The parent ends the process on time; this thread does where the parent is too busy to. */
const grace = 500n

const { deadline, memory, parent } = workerData as Watched

// The process's other thread may be within the runtime for good, so that only a signal ends it.
setInterval(() => {
  const end = Atomics.load(deadline, 0)
  const late = end !== 0n && BigInt(Date.now()) > end + grace
  if (late || process.memoryUsage.rss() > memory || process.ppid !== parent) process.kill(process.pid, "SIGKILL")
}, milliseconds)
