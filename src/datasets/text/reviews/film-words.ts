/** One side of a film that reviews speak of: how it is called (in the singular), and words of praise and blame for it. */
export interface Aspect {
  subjects: readonly string[]
  praise: readonly string[]
  blame: readonly string[]
}

const words = (text: string) => text.split(", ")

export const aspects: readonly Aspect[] = [
  {
    subjects: words(
      "the acting, the whole cast, {lead}, the young lead, the performance of {lead}, the man who plays the brother",
    ),
    praise: words(
      "convincing, tender, magnetic, nuanced, fearless, natural, restrained, touching, commanding, believable",
    ),
    blame: words("wooden, shrill, lifeless, miscast, unconvincing, stiff, hammy, bored, mannered, charmless"),
  },
  {
    subjects: words("the plot, the story, the script, the screenplay, the second act, the mystery, the middle part"),
    praise: words("clever, gripping, surprising, ingenious, layered, coherent, absorbing, daring, satisfying, elegant"),
    blame: words(
      "predictable, muddled, pointless, contrived, silly, incoherent, recycled, thin, confusing, preposterous",
    ),
  },
  {
    subjects: words(
      "the direction, the staging, the hand of {director}, what {director} does here, the craft, the editing",
    ),
    praise: words("confident, inventive, precise, graceful, bold, attentive, masterly, supple, unhurried, sure"),
    blame: words("clumsy, lazy, timid, heavy, careless, pretentious, anonymous, sloppy, shapeless, amateurish"),
  },
  {
    subjects: words("the music, the score, the soundtrack, the theme song, the piano music, the sound"),
    praise: words("haunting, lovely, stirring, delicate, memorable, playful, soaring, hypnotic, fitting, gorgeous"),
    blame: words("grating, intrusive, syrupy, deafening, monotonous, forgettable, bombastic, tinny, cheesy, jarring"),
  },
  {
    subjects: words("the pace, the rhythm, the first hour, the last half hour, the opening, the build-up"),
    praise: words("brisk, taut, breathless, patient, gripping, well judged, lively, assured, exciting, captivating"),
    blame: words("sluggish, glacial, plodding, tedious, uneven, endless, rushed, sleepy, tiresome, draggy"),
  },
  {
    subjects: words(
      "the camera work, the photography, the light, the look of the film, every image, the production design",
    ),
    praise: words(
      "luminous, breathtaking, rich, painterly, crisp, beautiful, striking, sumptuous, dazzling, exquisite",
    ),
    blame: words("murky, ugly, drab, shaky, cheap, garish, blurred, dim, flat, unattractive"),
  },
  {
    subjects: words("the dialogue, every line, the talk at the dinner table, the voice-over, the wordplay, the banter"),
    praise: words("sharp, witty, sparkling, truthful, quotable, warm, subtle, honest, funny, eloquent"),
    blame: words("clunky, stilted, corny, laughable, banal, wordy, unspeakable, preachy, hollow, tasteless"),
  },
  {
    subjects: words("the ending, the last scene, the final twist, the climax, the last shot, the farewell"),
    praise: words("unforgettable, perfect, moving, earned, stunning, cathartic, brave, hopeful, sublime, thrilling"),
    blame: words(
      "ridiculous, insulting, disappointing, abrupt, unearned, sappy, cynical, infuriating, botched, baffling",
    ),
  },
  {
    subjects: words("the humour, the comic side, the satire, the running joke, the slapstick, the irony"),
    praise: words("hilarious, deadpan, gentle, delightful, fresh, sly, irresistible, charming, joyful, intelligent"),
    blame: words("crude, unfunny, stale, juvenile, forced, mean, painful, obvious, desperate, childish"),
  },
  {
    subjects: words("the atmosphere, the tone, the mood, the world of the film, the setting, the period detail"),
    praise: words("enchanting, immersive, authentic, seductive, eerie, vivid, magical, intimate, evocative, radiant"),
    blame: words("phoney, sterile, dreary, unpleasant, artificial, joyless, depressing, generic, muffled, dismal"),
  },
]

/** Whole sentences that take a side without any of those words. */
export const verdicts = {
  praise: [
    "{nobody} in the {row} row moved until the lights went up",
    "I would gladly watch it again {soon}",
    "I laughed until my {neighbour} complained",
    "my {neighbour} wept, and so did I",
    "it stayed with me for {days}",
    "{director} has made a little miracle",
    "buy a ticket {soon}, you will thank me",
    "two hours flew by like {minutes}",
    "the applause at the end was deserved",
    "I recommend it to everyone who loves {loved}",
    "this is why I love {loved}",
    "a triumph for {director}, from start to finish",
    "{lead} deserves every prize there is",
    "hats off to {director} and {lead}",
    "it kept me guessing for {minutes}, and then it floored me",
    "a gem that more people ought to discover",
  ],
  blame: [
    "{nobody} in the {row} row stayed until the lights went up",
    "I would not watch it again for love or money",
    "I looked at my watch after {minutes}",
    "my {neighbour} snored, and I envied that",
    "I had forgotten it after {minutes}",
    "{director} has made a little disaster",
    "keep your money, you will thank me",
    "two hours crept by like {days}",
    "the boos at the end were deserved",
    "I warn everyone who loves {loved}",
    "this is an insult to {loved}",
    "a failure for {director}, from start to finish",
    "{lead} deserves an apology from whoever wrote this",
    "shame on {director} and {lead}",
    "it lost me after {minutes}, and then it annoyed me",
    "a dud that more people ought to avoid",
  ],
}
