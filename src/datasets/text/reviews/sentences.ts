/** Patterns of sentences that take the side of `right` and not that of `wrong`: words of praise and of blame, or the other way. */

/** The words say what is meant. */
export const plain: readonly string[] = [
  "{subject} is {right}",
  "{subject} is {right} and {also}",
  "I found {subject} {right}",
  "{subject} is simply {right}",
  "what struck me most is how {right} {subject} is",
  "{subject}, by the way, is {right}",
  "{subject} feels {right} from the first minute",
  "it is remarkable how {right} {subject} is",
]

/** The words say the opposite of what is meant. */
export const negated: readonly string[] = [
  "{subject} is not {wrong}",
  "I would not call {subject} {wrong}",
  "{subject} is never {wrong}",
  "nobody could say that {subject} is {wrong}",
  "{subject} is anything but {wrong}",
  "I do not agree with those who find {subject} {wrong}",
  "I had been told that {subject} is {wrong}, which is not true",
  "{subject} could have been {wrong}, but it is {right}",
]

/** Of two sides of the film, the first is granted, and the second weighs. */
export const mixed: readonly string[] = [
  "although {other} is {lacking}, {subject} is {right}",
  "{other} may be {lacking}, but {subject} is {right}",
  "{subject} is {right}, even if {other} is {lacking}",
  "granted, {other} is {lacking}, yet {subject} is {right}",
]

/** What is granted in a sentence of its own: it takes the other side. */
export const granted: readonly string[] = [
  "{subject} is {wrong}, I admit",
  "true, {subject} is {wrong}",
  "only {subject} is {wrong}",
  "{subject} is a little {wrong}",
]

/** Sentences with an adjective of the list of the side they take. */
export const agreeing = {
  praise: [
    "this is a {adjective} {noun}",
    "a {adjective} {noun}, I think",
    "{lead} is {adjective} in this {noun}",
    "it is a {adjective} piece of work",
    "we had a {adjective} time",
    "{subject} is {adjective}",
    "one of the best {kind}s since {title}",
    "{lead} gives the best performance of the year",
    "of all films about {place} it is the best",
  ],
  blame: [
    "this is a {adjective} {noun}",
    "a {adjective} {noun}, I think",
    "{lead} is {adjective} in this {noun}",
    "it is a {adjective} piece of work",
    "we had a {adjective} time",
    "{subject} is {adjective}",
    "my impression of this {noun} is negative",
    "everyone I asked was negative about it",
  ],
}

/** Sentences with an adjective of the list of the side they do not take. */
export const disagreeing = {
  praise: [
    "it is not a {adjective} {noun} at all",
    "do not believe those who say that {subject} is {adjective}",
    "{subject} is not {adjective}",
    "I had expected a {adjective} {noun}, and I was wrong",
    "I came in a {adjective} mood and left singing",
    "it was a {adjective} day until I saw this {noun}",
    "whoever has something negative to say about it was asleep",
    "the negative notices puzzle me",
  ],
  blame: [
    "it is not a {adjective} {noun} at all",
    "do not believe those who say that {subject} is {adjective}",
    "{subject} is not {adjective}",
    "I had expected a {adjective} {noun}, and I was wrong",
    "I came in a {adjective} mood and left swearing",
    "it was a {adjective} day until I saw this {noun}",
    "the best scene is the end credits",
    "the best thing about it is the poster",
  ],
}

export const adjectives = {
  praise: ["good", "great", "wonderful", "excellent"],
  blame: ["bad", "terrible", "awful", "poor"],
}
