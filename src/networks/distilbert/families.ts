import type { EncoderConfig } from "./config.js"

/** Kinds of encoder that differ in names and in few choices. */
export type Family = "distilbert" | "bert" | "roberta"

/** What one family has that another has not: everything in which they differ is here. */
export interface FamilyTraits {
  /** `architectures` in config.json: the encoder with the head for classes. */
  architecture: string
  /** What the names of the encoder's parameters begin with; a file of the encoder alone may lack it. */
  prefix: string
  /** After the prefix: where the blocks are. */
  blocks: string
  /** After that and a block's number: its parts. */
  parts: Parts
  /** Drops of what attention adds to a state, as of what the feed-forward adds. */
  dropsAttended: boolean
  /** From the first token's state to the classes: full names of two linear layers and what is between them. */
  head: { dense: string; activation: "relu" | "tanh"; output: string; dropsFirst: boolean }
  /** The row of the table of positions that the first token has. */
  firstPosition(paddingId: number): number
  /** The setting of config.json that names the activation between the layers of a feed-forward. */
  activation: string
  settings: Record<NumericSetting, Setting>
}

/** The numbers of a configuration that config.json says by names of its own; the classes it does not. */
export type NumericSetting = Exclude<keyof EncoderConfig, "family" | "classes">

/** Its name in config.json, if it can be set, and its value where it is not: a number, or that of the setting `dropout`. */
export interface Setting {
  name?: string
  otherwise: number | "dropout"
}

/** Names of what a block consists of. */
export interface Parts {
  query: string
  key: string
  value: string
  attended: string
  attentionNorm: string
  inner: string
  outer: string
  outputNorm: string
}

/** BERT's; RoBERTa's are the same but for few. */
const bert: FamilyTraits = {
  architecture: "BertForSequenceClassification",
  prefix: "bert.",
  blocks: "encoder.layer.",
  parts: {
    query: "attention.self.query",
    key: "attention.self.key",
    value: "attention.self.value",
    attended: "attention.output.dense",
    attentionNorm: "attention.output.LayerNorm",
    inner: "intermediate.dense",
    outer: "output.dense",
    outputNorm: "output.LayerNorm",
  },
  dropsAttended: true,
  head: { dense: "bert.pooler.dense", activation: "tanh", output: "classifier", dropsFirst: false },
  firstPosition: () => 0,
  activation: "hidden_act",
  settings: {
    vocabulary: { name: "vocab_size", otherwise: 30522 },
    width: { name: "hidden_size", otherwise: 768 },
    layers: { name: "num_hidden_layers", otherwise: 12 },
    heads: { name: "num_attention_heads", otherwise: 12 },
    inner: { name: "intermediate_size", otherwise: 3072 },
    positions: { name: "max_position_embeddings", otherwise: 512 },
    dropout: { name: "hidden_dropout_prob", otherwise: 0.1 },
    attentionDropout: { name: "attention_probs_dropout_prob", otherwise: 0.1 },
    headDropout: { name: "classifier_dropout", otherwise: "dropout" },
    epsilon: { name: "layer_norm_eps", otherwise: 1e-12 },
    tokenTypes: { name: "type_vocab_size", otherwise: 2 },
    initialDeviation: { name: "initializer_range", otherwise: 0.02 },
    paddingId: { name: "pad_token_id", otherwise: 0 },
  },
}

/** As in Hugging Face's transformers, whose names these are. */
export const families: Record<Family, FamilyTraits> = {
  bert,
  roberta: {
    ...bert,
    architecture: "RobertaForSequenceClassification",
    prefix: "roberta.",
    head: { dense: "classifier.dense", activation: "tanh", output: "classifier.out_proj", dropsFirst: true },
    firstPosition: (paddingId) => paddingId + 1,
    settings: {
      ...bert.settings,
      vocabulary: { name: "vocab_size", otherwise: 50265 },
      paddingId: { name: "pad_token_id", otherwise: 1 },
    },
  },
  distilbert: {
    architecture: "DistilBertForSequenceClassification",
    prefix: "distilbert.",
    blocks: "transformer.layer.",
    parts: {
      query: "attention.q_lin",
      key: "attention.k_lin",
      value: "attention.v_lin",
      attended: "attention.out_lin",
      attentionNorm: "sa_layer_norm",
      inner: "ffn.lin1",
      outer: "ffn.lin2",
      outputNorm: "output_layer_norm",
    },
    dropsAttended: false,
    head: { dense: "pre_classifier", activation: "relu", output: "classifier", dropsFirst: false },
    firstPosition: () => 0,
    activation: "activation",
    settings: {
      vocabulary: { name: "vocab_size", otherwise: 30522 },
      width: { name: "dim", otherwise: 768 },
      layers: { name: "n_layers", otherwise: 6 },
      heads: { name: "n_heads", otherwise: 12 },
      inner: { name: "hidden_dim", otherwise: 3072 },
      positions: { name: "max_position_embeddings", otherwise: 512 },
      dropout: { name: "dropout", otherwise: 0.1 },
      attentionDropout: { name: "attention_dropout", otherwise: 0.1 },
      headDropout: { name: "seq_classif_dropout", otherwise: 0.2 },
      epsilon: { otherwise: 1e-12 },
      tokenTypes: { otherwise: 0 },
      initialDeviation: { name: "initializer_range", otherwise: 0.02 },
      paddingId: { name: "pad_token_id", otherwise: 0 },
    },
  },
}
