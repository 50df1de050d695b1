import { mlpWorkload, startWorkload } from "./training-workload.js"

/** A worker process of a sweep: each message gets it to train for a turn, and it answers with the loss. */
const training = startWorkload(mlpWorkload, Number(process.argv[2]))
process.on("message", () => process.send?.(training.turn()))
process.send?.(training.first)
