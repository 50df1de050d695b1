"""Writes fixtures/golden/probe/linear.json: the online code of Voita and Titov (2020) for two layers, as PyTorch trains the probes.

Run from the repository: python scripts/probe-values.py. Data, labels and the order of the examples are in the file; the protocol
is that of `rote probe`: a tenth held back, features standardised by the examples trained on, Adam from zero weights on all of
them at once, the step with the least loss on those held back.
"""

import json
import math
import pathlib
import platform

import numpy
import torch

EXAMPLES, FEATURES, CLASSES = 400, 6, 3
PORTIONS = [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.0625, 0.125, 0.25, 0.5, 1]
RATE, STEPS, PATIENCE = 0.01, 500, 20
HELD_BACK = 0.1


def round_half_up(number):
    return math.floor(number + 0.5)


def train(inputs, labels, held_inputs, held_labels):
    classifier = torch.nn.Linear(inputs.shape[1], CLASSES)
    torch.nn.init.zeros_(classifier.weight)
    torch.nn.init.zeros_(classifier.bias)
    optimizer = torch.optim.Adam(classifier.parameters(), lr=RATE)
    best_loss, best_step, best = math.inf, 0, None
    for step in range(STEPS + 1):
        if step - best_step > PATIENCE:
            break
        with torch.no_grad():
            loss = torch.nn.functional.cross_entropy(classifier(held_inputs), held_labels).item()
        if loss < best_loss:
            best_loss, best_step = loss, step
            best = {name: value.clone() for name, value in classifier.state_dict().items()}
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(classifier(inputs), labels).backward()
        optimizer.step()
    classifier.load_state_dict(best)
    return classifier


def online_code(inputs, labels, order):
    held_count = round_half_up(HELD_BACK * len(order))
    held, sent = order[:held_count], order[held_count:]
    ends = sorted({max(1, round_half_up(portion * len(sent))) for portion in PORTIONS})
    blocks = [ends[0] * math.log2(CLASSES)]
    for end, following in zip(ends, ends[1:]):
        before, block = sent[:end], sent[end:following]
        mean, deviation = inputs[before].mean(0), inputs[before].std(0)
        deviation[deviation == 0] = 1
        features = lambda chosen: torch.tensor((inputs[chosen] - mean) / deviation)
        targets = lambda chosen: torch.tensor(labels[chosen])
        classifier = train(features(before), targets(before), features(held), targets(held))
        with torch.no_grad():
            loss = torch.nn.functional.cross_entropy(classifier(features(block)), targets(block), reduction="sum")
        blocks.append(loss.item() / math.log(2))
    return blocks


torch.set_default_dtype(torch.float64)
random = numpy.random.default_rng(6)
clear = random.standard_normal((EXAMPLES, FEATURES)).round(3)
labels = (clear @ random.standard_normal((FEATURES, CLASSES)) + random.gumbel(size=(EXAMPLES, CLASSES))).argmax(1)
blurred = (clear + 2 * random.standard_normal(clear.shape)).round(3)
order = random.permutation(EXAMPLES)
layers = {"clear": clear, "blurred": blurred}
record = {
    "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "torch": torch.__version__},
    "order": order.tolist(),
    "labels": labels.tolist(),
    "layers": {
        name: {"values": values.tolist(), "blocks": online_code(values, labels, order)}
        for name, values in layers.items()
    },
}
target = pathlib.Path(__file__).parent.parent / "fixtures/golden/probe/linear.json"
target.write_text(json.dumps(record) + "\n")
