import { type LiveMoment, liveMoments } from "#src/experiments/circles/live/moments.js"
import type { MomentRequest, MomentResponse } from "./messages.js"

/** Trains one network, a moment for each request. */
let current: { run: number; moments: AsyncIterator<LiveMoment, void> } | null = null

addEventListener("message", async ({ data }: MessageEvent<MomentRequest>) => {
  try {
    answer({ moment: await nextMoment(data) })
  } catch (error) {
    answer({ failure: error instanceof Error ? error.message : String(error) })
  }
})

async function nextMoment({ run, name, settings }: MomentRequest): Promise<LiveMoment> {
  if (current?.run !== run) {
    await current?.moments.return?.()
    current = { run, moments: liveMoments(name, settings) }
  }
  const { value } = await current.moments.next()
  if (value === undefined) throw new Error("asked for more moments than a training has")
  return value
}

function answer(response: MomentResponse): void {
  postMessage(response, { transfer: "moment" in response ? buffersOf(response.moment) : [] })
}

function buffersOf({ parameters, measures }: LiveMoment): ArrayBuffer[] {
  const { entropy, mutualInformation, pairs } = measures
  const arrays = [...Object.values(parameters).map(({ data }) => data), entropy, mutualInformation, pairs]
  return arrays.map(({ buffer }) => buffer as ArrayBuffer)
}
