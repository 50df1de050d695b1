import { isDeepStrictEqual } from "node:util"
import { RoteError } from "../../errors.js"
import { measure } from "../../estimators/measure.js"
import { type Checkpoint, checkpointOf, decodeCheckpoint, encodeCheckpoint } from "../../networks/checkpoint.js"
import { trainEpochs } from "../../networks/epochs.js"
import { accuracy, observe, shareRight } from "../../networks/inference.js"
import { type HostArrays, type NamedArrays, type Network, toHost } from "../../networks/network.js"
import { readWhole, writeWhole } from "../../store/files.js"
import { meanMeasures } from "./mean-measures.js"
import type { ModelData } from "./model-data-node.js"
import { pointsOn } from "./model-network.js"
import type { Snapshot } from "./model-result.js"
import { type EarlyStopping, type LossStopping, type ModelSpec, sidesOf } from "./model-spec.js"
import { snapshotEpochs } from "./snapshot-epochs.js"

export interface TrainToEndOptions {
  onEpoch?: (epoch: number) => void
  /** 15,000 unless given. */
  millisecondsBetweenCheckpoints?: number
}

/** What a training leaves beside the weights; travels in the checkpoint. */
export interface History {
  /** Mean loss of each epoch done, in nats. */
  losses: number[]
  snapshots: Snapshot[]
  /** The epoch of best validation accuracy so far, where the specification asks for it. */
  best: { epoch: number; accuracy: number } | null
  /** Looks since then that count towards stopping. */
  looksSince: number
  finished: boolean
  /** Of training, over all sessions. */
  seconds: number
}

export interface Trained {
  /** Those the specification selects, and the epoch they are of. */
  parameters: HostArrays
  epoch: number
  history: History
}

/**
 * Trains a model to its end, from the checkpoint at `path` where there is one, and leaves a checkpoint there every quarter
 * of a minute and at the end. However often it was stopped, the result is the same to the bit, `seconds` apart.
 * @throws RoteError `settings-differ` when the checkpoint is of another specification
 */
export async function trainToEnd(
  spec: ModelSpec,
  network: Network,
  data: ModelData,
  path: string,
  options: TrainToEndOptions = {},
): Promise<Trained> {
  const saved = await readSaved(spec, network, path)
  const history = saved?.history ?? {
    losses: [],
    snapshots: [],
    best: null,
    looksSince: 0,
    finished: false,
    seconds: 0,
  }
  let checkpoint = saved?.checkpoint
  if (!history.finished) checkpoint = await train(spec, network, data, path, options, history, checkpoint)
  if (checkpoint === undefined) throw new Error(`${path}: training ended without a network`)
  const best = spec.training.select === "best" ? history.best : null
  return { parameters: selectedParameters(spec, checkpoint), epoch: best?.epoch ?? history.losses.length, history }
}

/** Those of the network that the specification has measured: the last, or the best if any was looked at. */
export function selectedParameters({ training }: ModelSpec, { parameters, kept }: Checkpoint): HostArrays {
  return training.select === "best" ? (kept ?? parameters) : parameters
}

async function train(
  spec: ModelSpec,
  network: Network,
  data: ModelData,
  path: string,
  { onEpoch, millisecondsBetweenCheckpoints = 15_000 }: TrainToEndOptions,
  history: History,
  from: Checkpoint | undefined,
): Promise<Checkpoint | undefined> {
  const { epochs, select, stopping } = spec.training
  const patience = stopping !== null && "looks" in stopping ? stopping : null
  const looksForBest = (epoch: number) =>
    (select === "best" || patience !== null) && epoch % (patience?.every ?? 1) === 0
  const looks = new Set(snapshotEpochs(epochs))
  let began = performance.now()
  let kept = from?.kept
  let checkpoint = from
  for await (const { epoch, loss, state } of trainEpochs(network, data.training, spec.training, from)) {
    if (loss !== null) history.losses.push(loss)
    if (looks.has(epoch)) history.snapshots.push(await look(epoch, spec, network, state.parameters, data))
    if (looksForBest(epoch)) {
      const reached = await accuracy(network, state.parameters, data.validation)
      if (history.best === null || reached > history.best.accuracy) {
        history.best = { epoch, accuracy: reached }
        history.looksSince = 0
        kept = await toHost(state.parameters)
      } else if (countsToStopping(patience, epoch, loss)) history.looksSince += 1
    }
    const isLearnt = stopping !== null && patience === null && isLow(loss, stopping)
    history.finished = epoch === epochs || isLearnt || (patience !== null && history.looksSince >= patience.looks)
    if (history.finished || performance.now() - began > millisecondsBetweenCheckpoints) {
      history.seconds += (performance.now() - began) / 1000
      began = performance.now()
      const notes = { spec: JSON.stringify(spec), history: JSON.stringify(history) }
      checkpoint = { ...(await checkpointOf(state, notes)), ...(kept === undefined ? {} : { kept }) }
      await writeWhole(path, encodeCheckpoint(checkpoint))
    }
    onEpoch?.(epoch)
    if (history.finished) break
  }
  return checkpoint
}

function countsToStopping(stopping: EarlyStopping | null, epoch: number, loss: number | null): boolean {
  return stopping !== null && epoch >= stopping.fromEpoch && isLow(loss, stopping)
}

function isLow(loss: number | null, { lossAtMost }: LossStopping): boolean {
  return loss !== null && loss <= lossAtMost
}

async function look(
  epoch: number,
  { measurement, network: kind }: ModelSpec,
  network: Network,
  parameters: NamedArrays,
  { training, validation, measured }: ModelData,
): Promise<Snapshot> {
  const points = pointsOn(sidesOf(kind)[0], network)
  const { activations, predicted } = await observe(network, parameters, measured, points)
  const { bins, seed, snapshots } = measurement
  return {
    epoch,
    trainingAccuracy: await accuracy(network, parameters, training),
    validationAccuracy:
      validation === measured
        ? shareRight(predicted, validation.labels)
        : await accuracy(network, parameters, validation),
    measures: meanMeasures(await measure(activations, { entropy: { bins }, seed, ...snapshots, threads: 1 })),
  }
}

async function readSaved(
  spec: ModelSpec,
  network: Network,
  path: string,
): Promise<{ checkpoint: Checkpoint; history: History } | undefined> {
  const bytes = await readWhole(path)
  if (bytes === undefined) return undefined
  const checkpoint = decodeCheckpoint(network, bytes, path)
  requireSameSpec(path, JSON.parse(checkpoint.notes.spec), spec)
  return { checkpoint, history: JSON.parse(checkpoint.notes.history) }
}

/** @throws RoteError `settings-differ` naming the first part that does */
export function requireSameSpec(path: string, found: ModelSpec, asked: ModelSpec): void {
  const parts = ["data", "network", "training", "measurement"] as const
  const part = parts.find((name) => !isDeepStrictEqual(found[name], asked[name]))
  if (part === undefined) return
  throw new RoteError("settings-differ", {
    input: path,
    expected: `no model yet, or one with ${part} ${JSON.stringify(asked[part])}`,
    found: JSON.stringify(found[part]),
    hint: "choose another folder with --out, or give the options it was made with",
  })
}
