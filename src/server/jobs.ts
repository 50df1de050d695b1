import { type ChildProcess, spawn } from "node:child_process"
import { dirname } from "node:path"
import type { Job } from "./api.js"
import { oneLine, withoutPath } from "./refusal.js"

/** Between asking a measurement to stop and ending it. */
const patience = 5000

/** Jobs remembered: what ended before is told by its run. */
const remembered = 100

const longestMessage = 1000

export interface StartedJob {
  /** Folder of the run in the folder served. */
  run: string
  /** The uploaded file, alone in a folder of its own; both go when the job ends. */
  file: string
  options: string[]
}

export interface Jobs {
  /** Newest first. */
  list(): Job[]
  isRunning(run: string): boolean
  start(job: StartedJob): Job
  /** Stops the running measurement into a run and answers once it has ended; undefined where there is none. */
  stop(run: string): Promise<Job | undefined>
  /** Ends all of them at once. */
  end(): void
}

interface Running {
  job: Job
  child: ChildProcess
  folder: string
  ended: Promise<void>
  stopped: boolean
}

/**
 * Measurements as child processes of `rote measure`, never through a shell. `program` is our own command line's script; `release`
 * removes the folder of a file that is measured.
 */
export function measurementJobs(root: string, program: string, release: (folder: string) => void): Jobs {
  const jobs: Job[] = []
  const running = new Map<string, Running>()

  function start({ run, file, options }: StartedJob): Job {
    const words = [program, "measure", file, "--out", run, ...options]
    const child = spawn(process.execPath, words, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    })
    const job: Job = { run, state: "running", message: "" }
    const ended = new Promise<void>((resolve) => {
      child.once("error", (error) => resolve(settle(run, 1, oneLine(error.message))))
      child.once("close", (status) => resolve(settle(run, status)))
    })
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      // An error is not the last word: advice comes after it.
      if (!job.message.startsWith("error: ")) job.message = lastLine(text) ?? job.message
    })
    jobs.unshift(job)
    jobs.splice(remembered)
    running.set(run, { job, child, folder: dirname(file), ended, stopped: false })
    return job
  }

  function settle(run: string, status: number | null, message?: string): void {
    const { job, folder, stopped } = running.get(run) ?? {}
    if (job === undefined || folder === undefined) return
    running.delete(run)
    release(folder)
    job.state = status === 0 ? "done" : stopped || status === 130 ? "stopped" : "failed"
    if (job.state === "stopped")
      job.message = `stopped: what is measured is kept; the same file measured into ${run} again goes on from there`
    else job.message = withoutPath(folder, message ?? job.message).replace(/^error: /, "")
  }

  return {
    list: () => jobs,
    isRunning: (run) => running.has(run),
    start,
    async stop(run) {
      const found = running.get(run)
      if (found === undefined) return undefined
      found.stopped = true
      found.child.kill("SIGINT")
      const last = setTimeout(() => found.child.kill("SIGKILL"), patience)
      await found.ended
      clearTimeout(last)
      return found.job
    },
    end() {
      for (const { child } of running.values()) child.kill("SIGTERM")
    },
  }
}

/** The error where one is among them. */
function lastLine(text: string): string | undefined {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== "")
  const line = lines.findLast((each) => each.startsWith("error: ")) ?? lines.at(-1)
  return line === undefined ? undefined : oneLine(line.trim()).slice(0, longestMessage)
}
