/** Who and what the reviews speak of, for `expand`. None of these words takes a side. */

const words = (text: string) => text.split(", ")

/** What stays the same throughout a review. */
export const film = {
  title: [
    "The {colour} {thing}",
    "{number} {things}",
    "The {things} of {place}",
    "Letters from {place}",
    "{first} and the {thing}",
    "A {thing} in {place}",
    "Goodbye, {first}",
  ],
  director: ["{first} {last}"],
  lead: ["{first} {last}"],
  kind: words(
    "western, thriller, farce, drama, romance, musical, war film, ghost tale, road movie, heist film, fairy tale, spy film",
  ),
}

export const scenes: Record<string, readonly string[]> = {
  colour: words("Glass, Silver, Crimson, Paper, Hollow, Northern, Midnight, Amber, Salt, Quiet, Velvet, Iron"),
  thing: words("Harbour, Orchard, Lantern, Piano, Staircase, Circus, Compass, Garden, Ferry, Mirror, Tower, Suitcase"),
  things: words("Winters, Sisters, Clocks, Sparrows, Bridges, Keys, Witnesses, Wolves, Tides, Strangers"),
  number: words("Three, Seven, Nine, Twelve, Forty, A Hundred"),
  place: words("Lisbon, Odessa, Trieste, Halifax, Tangier, Bergen, Valparaiso, Riga, Marseille, Dublin, Kyoto, Havana"),
  first: words(
    "Odile, Marta, Henrik, Tobias, Ines, Clara, Anselm, Ruth, Viktor, Lena, Samir, Paula, Jonas, Edith, Leon, Mirela",
  ),
  last: words(
    "Brandt, Okafor, Lindqvist, Marlowe, Castellan, Novak, Ferreira, Haldane, Ito, Moreau, Petrov, Quill, Sandoval, Weir",
  ),
  hero: words(
    "a retired lighthouse keeper, a young nurse, an old boxer, two runaway brothers, a piano tuner, a night porter, " +
      "a widowed baker, a city detective, a shy translator, a travelling salesman, a chess player, a train driver",
  ),
  deed: words(
    "finds a suitcase, returns to the village, inherits a hotel, loses the house, meets a stranger, takes the last train, " +
      "hides a letter, follows a circus, learns to dance, searches for a sister, robs a bank, crosses the desert",
  ),
  when: words(
    "in the summer of 1961, after the flood, during a long strike, on the eve of a wedding, in the first week of the war, " +
      "before the harvest, one night in winter, while the town sleeps",
  ),
  where: words(
    "at a small cinema, on a plane, at a festival, with my sister, on a rainy Sunday, at home, with a full house",
  ),
  nobody: words("nobody, not one person, hardly anyone"),
  row: words("front, last, third, next"),
  soon: words("tomorrow, tonight, next week, as soon as you can"),
  neighbour: words("neighbour, sister, wife, father, brother, daughter"),
  days: words("days, weeks, a month, the rest of the year"),
  minutes: words("ten minutes, half an hour, twenty minutes, an hour"),
  loved: words("cinema, film, storytelling, Saturday nights, going out, {kind}s"),
  count: words("second, third, fourth, fifth"),
  noun: ["film", "movie", "picture", "{kind}"],
}

export const neutral: readonly string[] = [
  "{hero} {deed} {when}",
  "{when}, {hero} {deed}",
  "{title} is a {kind} by {director}, set in {place}",
  "{lead} plays {hero} who {deed}",
  "I saw {title} {where}",
  "the story begins {when}, when {hero} {deed}",
  "{director} wrote it together with {first} {last}",
  "it was shot in {place} and runs for {minutes} more than the book takes to read",
  "{first} {last} plays the neighbour who {deed}",
  "this is the {count} film that {director} and {lead} made together",
]
