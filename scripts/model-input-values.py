"""Writes fixtures/images and fixtures/text: images and texts, and what Python makes of them.

Run from the repository: python scripts/model-input-values.py. images/expected.json holds, per image and size, the SHA-256 of
the bytes of Pillow's `convert("RGB").resize`, and for one image what Hugging Face's image processors make of it (those on
Pillow, not on torchvision), each with its settings. text/<tokenizer>/expected.json holds what transformers' fast tokenizers make
of text/texts.txt, whole and cut, padded to the longest. Both tokenizers are made here, of those texts.
"""

import collections
import csv
import hashlib
import json
import pathlib
import platform
import random

import numpy
import PIL
import tokenizers
import transformers
from PIL import Image
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

fixtures = pathlib.Path(__file__).parent.parent / "fixtures"
images, text = fixtures / "images", fixtures / "text"
pictures = images / "pictures"
versions = {
    "python": platform.python_version(),
    "numpy": numpy.__version__,
    "pillow": PIL.__version__,
    "tokenizers": tokenizers.__version__,
    "transformers": transformers.__version__,
}
CUT = 12
FILTERS = {"bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC, "lanczos": Image.Resampling.LANCZOS}
SIZES = [(24, 24), (17, 31), (100, 90)]  # height, width: smaller, uneven, larger


def picture(width, height, seed):
    """Smooth waves, hard edges and noise, so that every part of a filter shows."""
    generator = numpy.random.default_rng(seed)
    y, x = numpy.mgrid[0:height, 0:width] / max(width, height)
    waves = sum(
        numpy.sin(2 * numpy.pi * (a * x + b * y) + c)[..., None] * d
        for a, b, c, d in zip(*generator.normal(0, 5, (3, 6)), generator.uniform(0, 1, (6, 3)))
    )
    values = (waves - waves.min()) / (waves.max() - waves.min()) * 255
    values[(x - 0.5) ** 2 + (y - 0.4) ** 2 < 0.03] = [255, 0, 40]
    return numpy.clip(values + generator.normal(0, 12, values.shape), 0, 255).astype("uint8")


def write_images():
    pictures.mkdir(parents=True, exist_ok=True)
    colour = picture(64, 48, 0)
    rotated = Image.Exif()
    rotated[0x0112] = 6  # orientation: turned by 90 degrees
    Image.fromarray(colour).save(pictures / "colour.png")
    Image.fromarray(colour).save(pictures / "photo10.jpg", quality=85, exif=rotated)
    Image.fromarray(picture(40, 64, 1)).save(pictures / "photo9.jpg", quality=85)
    Image.fromarray(colour[..., 0]).save(pictures / "grey.png")
    Image.fromarray(numpy.dstack([colour, colour[..., 1]])).save(pictures / "opacity.png")
    Image.fromarray(colour).quantize(32).save(pictures / "palette.png")
    Image.fromarray(colour[..., 0]).save(pictures / "jpeg-named.png", format="jpeg")
    (images / "list.txt").write_text("pictures/photo9.jpg\npictures/colour.png\n")
    expected = {"versions": versions, "resized": {}}
    names = ["colour.png", "photo10.jpg", "photo9.jpg", "grey.png", "opacity.png", "palette.png", "jpeg-named.png"]
    for name in names:
        image = Image.open(pictures / name).convert("RGB")
        for height, width in SIZES:
            for name_of_filter, number in FILTERS.items():
                made = image.resize((width, height), number)
                key = f"{name} {height}x{width} {name_of_filter}"
                expected["resized"][key] = hashlib.sha256(made.tobytes()).hexdigest()
    grey = Image.open(pictures / "colour.png").resize((4, 3), FILTERS["bilinear"]).convert("L")
    expected["grey"] = numpy.asarray(grey).ravel().tolist()
    expected["processed"] = processed(Image.open(pictures / "photo9.jpg"))
    write_json(images / "expected.json", expected)


def processed(image):
    """What image processors of several kinds make of an image, as their own saved settings describe them."""
    bicubic = FILTERS["bicubic"]
    processors = [
        transformers.CLIPImageProcessorPil(size={"shortest_edge": 10}, crop_size={"height": 8, "width": 8}),
        transformers.ViTImageProcessorPil(size={"height": 6, "width": 9}),
        transformers.ConvNextImageProcessorPil(size={"shortest_edge": 7}, crop_pct=0.875, resample=bicubic),
        transformers.ConvNextImageProcessorPil(size={"shortest_edge": 384}),
        transformers.ViTImageProcessorPil(size={"height": 5, "width": 5}, do_normalize=False, do_rescale=False),
    ]
    return [one_processed(each, image) for each in processors]


def one_processed(processor, image):
    values = processor(image, return_tensors="np")["pixel_values"][0].astype("float32")
    config = json.loads(processor.to_json_string())
    if values.size < 1000:
        return {"config": config, "shape": values.shape, "values": values.ravel().tolist()}
    rows = values[:, ::64, ::64]
    return {"config": config, "shape": values.shape, "every": 64, "values": rows.ravel().tolist()}


SENTENCES = [
    "A warm, funny and engaging film.",
    "the plot is paper-thin; nobody's motives hold up",
    "  Leading blanks, trailing blanks  ",
    "Émilie's naïve café scene (1987) costs $3.50 — or 2,99 €!",
    "漢字とかな and 한국어 in one line",
    "emoji \U0001f600\U0001f44d\U0001f3fd and \u200bzero width",
    "e\u0301 decomposed, ﬁ ligature, ½ and İstanbul",
    "tabs\there and    many   blanks",
    "UPPER lower CamelCase snake_case x1y2z3",
    "[MASK] and <|endoftext|> are special words here [SEP]",
    "I can't, won't, they've, we'll, it'd, you're",
    "...!!! ??? --- ''' \"quoted\" `code` #tag @name 50%",
    "ok",
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
    "a very long sentence that goes on and on and on, far beyond what any model of this size would ever want to take in",
]


def sentences():
    """The ones above, and others of their words shuffled."""
    generator = random.Random(0)
    words = [word for sentence in SENTENCES for word in sentence.split()]
    return SENTENCES + [" ".join(generator.choices(words, k=generator.randint(1, 24))) for _ in range(45)]


def word_pieces(lines):
    """Its vocabulary is counted here: the library's trainer numbers ties differently from run to run."""
    normalizer = normalizers.BertNormalizer(lowercase=True)
    splitter = pre_tokenizers.BertPreTokenizer()
    words = [word for line in lines for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(line))]
    pieces = [piece for word in words[::2] for piece in [word, word[:3], "##" + word[-3:], "##" + word[3:6]]]
    letters = [start + letter for word in words[::2] for letter in word for start in ["", "##"]]
    common = [piece for piece, _ in sorted(collections.Counter(pieces).items(), key=lambda each: (-each[1], each[0]))]
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = {piece: i for i, piece in enumerate(dict.fromkeys(special + sorted(set(letters)) + common[:160]))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer, tokenizer.pre_tokenizer, tokenizer.decoder = normalizer, splitter, decoders.WordPiece()
    ids = [(token, vocabulary[token]) for token in ["[CLS]", "[SEP]"]]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=ids
    )
    names = dict(unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]")
    return transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=64, **names)


def byte_pairs(lines):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=420, special_tokens=["<|endoftext|>"], initial_alphabet=alphabet)
    tokenizer.train_from_iterator(lines[::2], trainer)
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    sides = dict(padding_side="left", truncation_side="left")
    end = "<|endoftext|>"
    return transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=end, pad_token=end, **sides)


def write_text():
    text.mkdir(exist_ok=True)
    lines = sentences()
    (text / "texts.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    objects = [{"text": line, "words": len(line.split())} for line in lines]
    rows = [json.dumps(each, ensure_ascii=False) for each in objects]
    (text / "texts.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    with open(text / "texts.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["words", "text"])
        table.writeheader()
        table.writerows(objects)
    for name, tokenizer in {"word-pieces": word_pieces(lines), "byte-pairs": byte_pairs(lines)}.items():
        folder = text / name
        folder.mkdir(exist_ok=True)
        tokenizer.save_pretrained(folder)
        for other in folder.glob("special_tokens_map.json"):
            other.unlink()
        tokenizer = transformers.PreTrainedTokenizerFast.from_pretrained(folder)
        options = dict(padding=True, return_token_type_ids=True)
        cut = tokenizer(lines, truncation=True, max_length=CUT, **options)
        whole = tokenizer(lines, **options)
        write_json(folder / "expected.json", {"versions": versions, "whole": dict(whole), "cut": dict(cut)})


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


write_images()
write_text()
