import { mlpWorkload, startWorkload } from "./training-workload.js"

/** A worker process of a sweep: each message gets it to train for a turn, and it answers with the loss. */
const training = await startWorkload(mlpWorkload, Number(process.argv[2]))
process.on("message", async () => process.send?.(await training.turn()))
process.send?.(training.first)
