import { costFollowsValues } from "./graph/value-dependence.js"
import type { ProbedModel } from "./open-model.js"
import type { CapturePlan } from "./plan-capture.js"
import type { BatchSession } from "./run-batches.js"
import { openSession, type Session, type SessionOptions } from "./runtime/session.js"

/**
 * Runs a model's first batch in its probe, and the others in this process once that one has shown what a batch takes. A
 * model of which one batch says nothing of the next, since what it takes follows from values, stays in the probe. The
 * first batch is run once, and nothing is loaded here where there is no other.
 */
export function guardedSession(
  { model, probe }: ProbedModel,
  { layers }: Pick<CapturePlan, "layers">,
  options: SessionOptions,
): BatchSession & Pick<Session, "release"> {
  const tensors = layers.map(({ tensor }) => tensor)
  const staysGuarded = costFollowsValues(model)
  let isFirst = true
  let session: Session | undefined
  return {
    outputs: tensors.flatMap((tensor) => probe.outputs.filter(({ name }) => name === tensor)),
    run: async (feeds) => {
      if (isFirst || staysGuarded) {
        isFirst = false
        return probe.run(feeds, tensors)
      }
      if (session === undefined) {
        probe.stop()
        session = await openSession(model, tensors, options)
      }
      return session.run(feeds)
    },
    release: async () => {
      probe.stop()
      await session?.release()
    },
  }
}
