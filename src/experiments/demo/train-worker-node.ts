import { parentPort, workerData } from "node:worker_threads"
import { type EpochProgress, type TrainedNetwork, type TrainingJob, trainNetwork } from "./train-network.js"

/** What a training thread tells its parent: an epoch is over, or the network is done. */
export type WorkerMessage = { progress: EpochProgress } | { trained: TrainedNetwork }

const send = (message: WorkerMessage) => parentPort?.postMessage(message)
send({ trained: await trainNetwork(workerData as TrainingJob, (progress) => send({ progress })) })
