"""What Hugging Face's transformers make of encoders of texts with random weights, to compare ours with.

Run from the repository:
python scripts/distilbert-values.py                     writes fixtures/golden/distilbert
python scripts/distilbert-values.py --full-size FOLDER  the same of distilbert-base-uncased's size, some 600 MB
python scripts/distilbert-values.py --check FOLDER      loads FOLDER, and says how far its answers are from FOLDER/values.safetensors

A folder is as `save_pretrained` writes it: DistilBERT in float32, BERT in float16, RoBERTa in bfloat16 and several files. Beside it,
values.safetensors holds `ids` and `labels` of texts that differ in length, and what follows from them in float64, without dropout:
`hidden.0` (embeddings) and `hidden.N` (block N), `logits`, `loss` and `gradient.` of every parameter.
"""

import argparse
import json
import pathlib
import platform

import safetensors.torch
import torch
import transformers
from torch.nn import functional
from transformers import AutoModelForSequenceClassification, BertConfig, DistilBertConfig, RobertaConfig

SEED = 1
CLASSES = 3
LENGTHS = [12, 7, 3, 1]
FULL_LENGTHS = [48, 31, 17, 5]
goldens = pathlib.Path(__file__).parent.parent / "fixtures/golden/distilbert"
torch.set_num_threads(1)

small = {"vocab_size": 60, "num_labels": CLASSES, "initializer_range": 0.3}
sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 24}
families = {
    "distilbert": (
        DistilBertConfig(**small, dim=16, n_layers=2, n_heads=2, hidden_dim=24, max_position_embeddings=12),
        torch.float32,
    ),
    "bert": (BertConfig(**small, **sizes, max_position_embeddings=14, pad_token_id=5, layer_norm_eps=1e-7), torch.float16),
    "roberta": (
        RobertaConfig(**small, **sizes, max_position_embeddings=14, type_vocab_size=1, layer_norm_eps=1e-5),
        torch.bfloat16,
    ),
}


def texts(lengths, vocabulary, padding):
    """Any ids but that of padding, which fills up the shorter texts."""
    ids = torch.full((len(lengths), max(lengths)), padding)
    for row, length in zip(ids, lengths):
        drawn = torch.randint(0, vocabulary - 1, (length,))
        row[:length] = torch.where(drawn >= padding, drawn + 1, drawn)
    return ids


def answers(folder, ids, labels):
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").double().eval()
    mask = (ids != model.config.pad_token_id).long()
    output = model(input_ids=ids, attention_mask=mask, output_hidden_states=True)
    loss = functional.cross_entropy(output.logits, labels)
    loss.backward()
    found = {f"hidden.{layer}": states for layer, states in enumerate(output.hidden_states)}
    found |= {"logits": output.logits, "loss": loss.reshape(1)}
    found |= {f"gradient.{name}": parameter.grad for name, parameter in model.named_parameters()}
    return {name: tensor.detach().float().contiguous() for name, tensor in found.items()}


def write(folder, config, dtype, lengths):
    torch.manual_seed(SEED)
    model = AutoModelForSequenceClassification.from_config(config)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 1:
                parameter.add_(config.initializer_range * torch.randn_like(parameter))
    model.to(dtype).save_pretrained(folder, max_shard_size="8KB" if dtype == torch.bfloat16 else "4GB")
    ids = texts(lengths, config.vocab_size, config.pad_token_id)
    labels = torch.arange(len(lengths)) % config.num_labels
    about = {
        "seed": SEED,
        "python": platform.python_version(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "safetensors": safetensors.__version__,
    }
    safetensors.torch.save_file(
        {"ids": ids.float(), "labels": labels.float()} | answers(folder, ids, labels),
        folder / "values.safetensors",
        metadata={"about": json.dumps(about)},
    )


def check(folder):
    expected = safetensors.torch.load_file(folder / "values.safetensors")
    found = answers(folder, expected["ids"].long(), expected["labels"].long())
    for name in [name for name in found if not name.startswith("gradient.")]:
        print(f"{name}: {(found[name] - expected[name]).abs().max().item():.1e}")
    shares = [((found[n] - expected[n]).norm() / expected[n].norm()).item() for n in found if n.startswith("gradient.")]
    print(f"gradients, as shares of their length: {max(shares):.1e}")


parser = argparse.ArgumentParser()
parser.add_argument("--full-size", type=pathlib.Path)
parser.add_argument("--check", type=pathlib.Path)
given = parser.parse_args()
if given.check:
    check(given.check)
elif given.full_size:
    write(given.full_size, DistilBertConfig(num_labels=CLASSES), torch.float32, FULL_LENGTHS)
else:
    for name, (config, dtype) in families.items():
        write(goldens / name, config, dtype, LENGTHS)
