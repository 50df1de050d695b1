export { type NeuronKernels, neuronKernels } from "./neuron-kernels.js"
export { type NeuronInput, type PairEngine, type PairMethod, type PairSettings, pairEngine } from "./pair-engine.js"
export { measureTiles, type PoolOptions } from "./pool.js"
export { type PairTask, pairsInTile, type Tile, tileLength, tileMeasurer, tilesOf } from "./tiles.js"
