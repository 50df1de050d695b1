import { adjectiveLabel, byAgreement, reviewsWithAdjective } from "../../datasets/text/adjectives.js"
import { generatedReviews } from "../../datasets/text/generated-reviews.js"
import type { LabelledTexts } from "../../datasets/text/labelled-texts.js"
import { readTexts } from "../../datasets/text/read-texts-node.js"
import { withSentiment } from "../../datasets/text/sentiment.js"
import { sentimentAdjectives } from "../../datasets/text/sentiment-adjectives.js"
import { shuffledTexts } from "../../datasets/text/shuffled-texts.js"
import { labelledTokens, visibleText } from "../../datasets/text/tokenized.js"
import { type Tokenizer, wordPieceTokenizer } from "../../datasets/text/tokenizer.js"
import { readTokenizer } from "../../datasets/text/tokenizer-folder-node.js"
import { trainWordPiece } from "../../datasets/text/word-piece.js"
import { RoteError } from "../../errors.js"
import { permutation } from "../../random.js"
import type { ModelData } from "./model-data-node.js"
import type { TextDataSpec } from "./model-spec.js"
import { stream } from "./streams.js"

/** The reviews that models of one seed share, whatever their knob: true labels, and what makes tokens of them. */
interface SharedReviews {
  training: LabelledTexts
  validation: LabelledTexts
  tokenizer: Tokenizer
}

/** Made-up reviews for each that is needed: not every one has an adjective. */
const madeUpForOne = 4

/** A process trains many models of one seed: the last reviews are kept. */
let last: { of: string; reviews: Promise<SharedReviews> } | undefined

/**
 * Reviews as a model is trained and measured on them. Training reviews are of the source's part "train" and validation reviews
 * of its "test", where it has these parts; otherwise both are drawn from all. Validation reviews keep their true labels.
 * @throws RoteError `too-few-examples`, and what reading the source and the tokenizer throws
 */
export async function textData(spec: TextDataSpec): Promise<ModelData> {
  const { kind, tokens, strength, seed } = spec
  const { training, validation, tokenizer } = await sharedReviews(spec)
  const asExamples = (data: LabelledTexts) => labelledTokens(data, tokenizer, tokens)
  const measured = asExamples(validation)
  const common = { validation: measured, measured, shape: null, tokenizer }
  if (kind === "shuffled-texts") {
    return { ...common, training: asExamples(shuffledTexts(training, strength, stream(seed, 3))), scored: {} }
  }
  const followed = sentimentAdjectives(reviewsWithAdjective(training, tokenizer, tokens), strength, stream(seed, 2))
  const { qualifying, agree, disagree, changed } = followed
  const withAdjective = reviewsWithAdjective(validation, tokenizer, tokens)
  const places = byAgreement(withAdjective)
  return {
    ...common,
    training: asExamples(followed),
    scored: {
      agree: asExamples(textsAt(withAdjective, places.agree)),
      disagree: asExamples(textsAt(withAdjective, places.disagree)),
    },
    facts: { qualifying, agree, disagree, changed, changedShare: changed / qualifying },
  }
}

function sharedReviews(spec: TextDataSpec): Promise<SharedReviews> {
  const of = JSON.stringify({ ...spec, strength: null })
  if (last?.of !== of) last = { of, reviews: makeShared(spec) }
  return last.reviews
}

async function makeShared(spec: TextDataSpec): Promise<SharedReviews> {
  const { kind, tokens, trainingReviews, validationReviews, seed } = spec
  const all = await allTexts(spec)
  const order = permutation(all.texts.length, stream(seed, 0))
  const inPart = (name: string) => (all.split?.includes(name) ? order.filter((i) => all.split?.[i] === name) : order)
  const trainingOrder = inPart("train")
  const tokenizer = await tokenizerOf(spec, textsAt(all, trainingOrder.subarray(0, trainingReviews)).texts)
  const qualifies = (i: number) =>
    kind === "shuffled-texts" || adjectiveLabel(visibleText(all.texts[i], tokenizer, tokens)) !== undefined
  const training = firstOf(trainingOrder, trainingReviews, qualifies, spec)
  const taken = new Set(training)
  const validation = firstOf(inPart("test"), validationReviews, (i) => !taken.has(i) && qualifies(i), spec)
  return { training: textsAt(all, training), validation: textsAt(all, validation), tokenizer }
}

async function allTexts({ kind, source, columns, trainingReviews, validationReviews, seed }: TextDataSpec) {
  if (source === null) {
    return generatedReviews(madeUpForOne * (trainingReviews + validationReviews), stream(seed, 1))
  }
  const texts = await readTexts(source, columns)
  return kind === "adjectives" ? withSentiment(texts, source) : texts
}

async function tokenizerOf({ vocabulary }: TextDataSpec, texts: string[]): Promise<Tokenizer> {
  return typeof vocabulary === "string"
    ? readTokenizer(vocabulary)
    : wordPieceTokenizer(trainWordPiece(texts, vocabulary))
}

/** The first so many places that serve, in the order given. */
function firstOf(order: Int32Array, count: number, serves: (i: number) => boolean, { kind, source }: TextDataSpec) {
  const chosen: number[] = []
  for (const i of order) {
    if (chosen.length === count) break
    if (serves(i)) chosen.push(i)
  }
  if (chosen.length === count) return Int32Array.from(chosen)
  const what = kind === "adjectives" ? "reviews with adjectives of one list" : "texts"
  throw new RoteError("too-few-examples", {
    input: source ?? "made-up reviews",
    expected: `${count} ${what} to train or to validate on, none of them in both`,
    found: `${chosen.length}`,
    hint: "ask for fewer with --reviews and --validation-reviews",
  })
}

function textsAt({ texts, labels, classes }: LabelledTexts, places: Int32Array): LabelledTexts {
  return { texts: Array.from(places, (i) => texts[i]), labels: Uint8Array.from(places, (i) => labels[i]), classes }
}
