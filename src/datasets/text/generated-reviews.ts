import { RoteError } from "../../errors.js"
import { permutation, type Random } from "../../random.js"
import type { LabelledTexts } from "./labelled-texts.js"
import { film, neutral, scenes } from "./reviews/film-scenes.js"
import { type Aspect, aspects, verdicts } from "./reviews/film-words.js"
import { adjectives, agreeing, disagreeing, granted, mixed, negated, plain } from "./reviews/sentences.js"
import { sentiments } from "./sentiment.js"

type Side = "praise" | "blame"
/** What may stand for each name in braces. */
type Rules = Readonly<Record<string, readonly string[]>>

const shares = {
  /** Reviews with an adjective of the lists of the Sentiment Adjectives experiment. */
  adjective: 0.6,
  /** Of these, the ones where it is of the list of their sentiment. */
  agreeing: 0.8,
  /** Sentences that take a side, of those after the first opinion and the one with an adjective; the others tell of the film. */
  opinion: 0.5,
  /** Opinions by kind; the rest are plain. */
  granted: 0.15,
  negated: 0.15,
  mixed: 0.2,
  verdict: 0.15,
}

/**
 * Film reviews of our own, from a grammar: 2 to 8 sentences each in English, labelled 0 (negative) and 1 (positive) in turn, no two
 * the same. Opinions take many words; some grant something to the other side, or deny a word of it, so that the words alone do
 * not tell the label for certain: a naive Bayes over words, trained on thousands, is right in 84 to 92 of 100 cases (its test
 * holds it there). Of all reviews 60 % hold an adjective out of one of the lists good, great, wonderful, excellent, best and bad,
 * terrible, awful, poor, negative; in 80 % of these it is the list of their sentiment. More reviews from the same random numbers
 * begin with the same.
 * @throws RoteError `bad-option` where `count` is no whole number from 2 to 1,000,000
 */
export function generatedReviews(count: number, random: Random): LabelledTexts {
  if (!Number.isInteger(count) || count < 2 || count > 1_000_000) {
    const expected = "a whole number of reviews from 2 to 1,000,000"
    throw new RoteError("bad-option", { input: "count", expected, found: `${count}` })
  }
  const texts = new Set<string>()
  while (texts.size < count) texts.add(review(texts.size % 2 === 0 ? "blame" : "praise", random))
  return { texts: [...texts], labels: Uint8Array.from({ length: count }, (_, i) => i % 2), classes: [...sentiments] }
}

function review(side: Side, random: Random): string {
  const rules = { ...scenes, ...ofOneFilm(random) }
  const length = 2 + Math.floor(random() * 7)
  const sentences = [opinion(side, 0, rules, random)]
  if (random() < shares.adjective) sentences.push(withAdjective(side, rules, random))
  while (sentences.length < length) {
    const takesSide = random() < shares.opinion
    sentences.push(
      takesSide ? opinion(side, shares.granted, rules, random) : expand(pick(neutral, random), rules, random),
    )
  }
  return shuffled(sentences, random).map(finished).join(" ")
}

/** Rules that give the same title and the same people throughout a review. */
function ofOneFilm(random: Random): Rules {
  const names = Object.entries(film).map(([name, patterns]) => [name, [expand(pick(patterns, random), scenes, random)]])
  return Object.fromEntries(names)
}

/** A sentence of one who takes this side, and with the probability `grants` grants something to the other one. */
function opinion(side: Side, grants: number, rules: Rules, random: Random): string {
  if (random() < shares.verdict) return expand(pick(verdicts[side], random), rules, random)
  const pattern = pick(random() < grants ? granted : patternsOfSide(random), random)
  return expand(pattern, { ...rules, ...aboutTheFilm(side, random) }, random)
}

function patternsOfSide(random: Random): readonly string[] {
  const kind = random()
  if (kind < shares.negated) return negated
  return kind < shares.negated + shares.mixed ? mixed : plain
}

function withAdjective(side: Side, rules: Rules, random: Random): string {
  const agrees = random() < shares.agreeing
  const pattern = pick((agrees ? agreeing : disagreeing)[side], random)
  const adjective = adjectives[agrees ? side : opposite(side)]
  return expand(pattern, { ...rules, ...aboutTheFilm(side, random), adjective }, random)
}

/** Something of the film with what speaks for this side of it and against it, and something else that lacks in the same respect. */
function aboutTheFilm(side: Side, random: Random): Rules {
  const [aspect, another]: Aspect[] = shuffled(aspects, random)
  const [right, also] = shuffled(aspect[side], random)
  return {
    subject: aspect.subjects,
    right: [right],
    also: [also],
    wrong: aspect[opposite(side)],
    other: another.subjects,
    lacking: another[opposite(side)],
  }
}

function opposite(side: Side): Side {
  return side === "praise" ? "blame" : "praise"
}

/** Puts for each name in braces one of what its rule gives, until no name is left. */
function expand(pattern: string, rules: Rules, random: Random): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => expand(pick(rules[name], random), rules, random))
}

function finished(sentence: string): string {
  const withArticles = sentence.replace(/\b([Aa]) (?=[aeiou])/gi, "$1n ")
  return `${withArticles[0].toUpperCase()}${withArticles.slice(1)}.`
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return Array.from(permutation(items.length, random), (i) => items[i])
}
