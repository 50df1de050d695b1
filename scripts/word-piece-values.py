"""Writes fixtures/golden/word-piece/trained.json: texts of our own, and the vocabularies that tokenizers trains on them.

Run from the repository: python scripts/word-piece-values.py. The library numbers the characters that continue words anew in
each run, and by these numbers decides between pairs that are equally frequent. Here it is given all characters as if they were
special tokens, in Unicode's order, so that it has no choice left.
"""

import json
import pathlib
import platform
import random

import tokenizers
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

folder = pathlib.Path(__file__).parent.parent / "fixtures/golden/word-piece"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SIZES = [150, 250, 1000]
SENTENCES = [
    "The acting was good, the actors even better, and the action never stopped.",
    "A terribly long, terribly slow film; I'd have walked out, hadn't the rain been worse!",
    "Bananas and bandanas: the best running gag of 1987 (see www.example.org)",
    "What a cliché... the naïve café owner falls for an émigré. Again?",
    "Unbelievable! Unwatchable! Unforgettable! Un-everything!",
    "aaaa aaaaa aaa hahaha hahahaha, nooooo, soooo goood",
    "我 like 電影 and the ending, \U0001f600 and 100% of the popcorn",
    "Rewatching, rewriting, remaking: reviewers review the reviewed reviews.",
]


def texts():
    """The sentences, and others of their words, some drawn far more often than others."""
    generator = random.Random(0)
    words = list(dict.fromkeys(word for sentence in SENTENCES for word in sentence.split()))
    weights = [generator.paretovariate(0.8) for _ in words]
    return SENTENCES + [" ".join(generator.choices(words, weights, k=generator.randint(3, 30))) for _ in range(150)]


def vocabulary(lines, size):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    normal = [tokenizer.normalizer.normalize_str(line) for line in lines]
    words = [word for line in normal for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(line)]
    characters = sorted({character for word in words for character in word})
    continuing = sorted({"##" + character for word in words for character in word[1:]})
    first = SPECIAL + characters + continuing
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=first, show_progress=False)
    tokenizer.train_from_iterator(lines, trainer)
    return sorted(tokenizer.get_vocab(), key=tokenizer.token_to_id)


lines = texts()
trained = [{"size": size, "pieces": vocabulary(lines, size)} for size in SIZES]
versions = {"python": platform.python_version(), "tokenizers": tokenizers.__version__}
folder.mkdir(parents=True, exist_ok=True)
content = {"versions": versions, "texts": lines, "trained": trained}
written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
(folder / "trained.json").write_text(written + "\n", encoding="utf-8")
