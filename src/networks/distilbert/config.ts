import type { Family } from "./families.js"

/** The size of an encoder of texts with a classification head, and how it is trained. */
export interface EncoderConfig {
  family: Family
  /** Token ids run from 0 to one less. */
  vocabulary: number
  /** Neurons of a token's state. */
  width: number
  /** Blocks of attention and feed-forward. */
  layers: number
  /** Of the attention; they share the width evenly. */
  heads: number
  /** Neurons between the two layers of a feed-forward. */
  inner: number
  /** Rows of the table of positions. */
  positions: number
  classes: number
  /** The token id that fills up short texts. */
  paddingId: number
  /** Share of values dropped in training: of embeddings and of what a block adds, of attention, of the head's input. */
  dropout: number
  attentionDropout: number
  headDropout: number
  /** What layer norm adds to a variance. */
  epsilon: number
  /** Standard deviation of the first values of matrices; that of tables is .02. */
  initialDeviation: number
  /** Rows of the table of token types; all tokens are of the first. None in DistilBERT. */
  tokenTypes: number
}

/** What a small encoder that begins from nothing may leave to us. */
export interface SmallEncoder {
  vocabulary: number
  /** The most tokens of a text. */
  positions: number
  classes: number
  paddingId: number
  /** (2) */
  layers?: number
  /** (64) */
  width?: number
  /** (one for every 32 neurons of the width) */
  heads?: number
  /** (0.1) */
  dropout?: number
}

/**
 * A DistilBERT small enough to train from nothing on a processor: 2 layers of 64 neurons, unless told otherwise. Hugging Face's
 * deviation of .02 is for layers of 768 neurons; matrices of fewer begin with larger values, so that sums over them are as large.
 * Without that, some networks never leave where they begin.
 */
export function smallEncoder(options: SmallEncoder): EncoderConfig {
  const { vocabulary, positions, classes, paddingId, layers = 2, width = 64, dropout = 0.1 } = options
  const heads = options.heads ?? Math.max(1, width / 32)
  return {
    family: "distilbert",
    ...{ vocabulary, positions, classes, paddingId, layers, width, heads, inner: 4 * width },
    ...{ dropout, attentionDropout: dropout, headDropout: dropout },
    ...{ epsilon: 1e-12, tokenTypes: 0, initialDeviation: 0.02 * Math.sqrt(768 / width) },
  }
}
