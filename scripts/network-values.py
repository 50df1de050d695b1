"""Writes fixtures/golden/networks: what PyTorch makes of small networks, computed in float64 and written as float32.

Run from the repository: python scripts/network-values.py. Each file is safetensors and holds, by prefix, `parameter.` (first
values, running statistics among them), `inputs`, `labels`, `logits`, `loss`, `activation.` (named as the points of our
networks, averaged over space), `gradient.`, and for some `statistic.` (after that training forward), `adam.` and `adamw.`
(parameters after STEPS steps on the same batch).
"""

import copy
import json
import pathlib
import platform

import safetensors
import safetensors.torch
import torch
from torch import nn
from torch.nn import functional

STEPS = 5
RATE = 1e-2
EPSILON = 1e-3
WEIGHT_DECAY = 0.1
folder = pathlib.Path(__file__).parent.parent / "fixtures/golden/networks"


class Perceptron(nn.Module):
    def __init__(self, widths):
        super().__init__()
        names = [f"hidden{i + 1}" for i in range(len(widths) - 2)] + ["output"]
        for name, inputs, outputs in zip(names, widths, widths[1:]):
            self.add_module(name, nn.Linear(inputs, outputs))

    def forward(self, values):
        activations = {}
        for name, layer in list(self.named_children())[:-1]:
            activations[f"{name}.pre"] = layer(values)
            values = activations[f"{name}.post"] = torch.relu(activations[f"{name}.pre"])
        return self.output(values), activations


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        if inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, images):
        around = self.downsample(images) if hasattr(self, "downsample") else images
        return self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(images))))) + around


class ResNet18(nn.Module):
    """He et al. 2016, with the names of torchvision's `resnet18`."""

    def __init__(self, channels, size, classes, base, small):
        super().__init__()
        self.shape = (channels, size, size)
        self.small = small
        self.conv1 = nn.Conv2d(channels, base, *((3, 1, 1) if small else (7, 2, 3)), bias=False)
        self.bn1 = nn.BatchNorm2d(base)
        for stage in range(4):
            width = base * 2**stage
            first = Block(width // 2, width, 2) if stage > 0 else Block(width, width, 1)
            self.add_module(f"layer{stage + 1}", nn.Sequential(first, Block(width, width, 1)))
        self.fc = nn.Linear(8 * base, classes)

    def forward(self, values):
        activations = {}
        images = torch.relu(self.bn1(self.conv1(values.reshape(-1, *self.shape))))
        if not self.small:
            images = functional.max_pool2d(images, 3, 2, 1)
        for stage in range(1, 5):
            for index, block in enumerate(getattr(self, f"layer{stage}")):
                before = block(images)
                images = torch.relu(before)
                activations[f"layer{stage}.{index}.pre"] = before.mean((2, 3))
                activations[f"layer{stage}.{index}.post"] = images.mean((2, 3))
        return self.fc(images.mean((2, 3))), activations


def prefixed(prefix, tensors):
    return {f"{prefix}.{name}": tensor.detach().clone() for name, tensor in tensors.items()}


def state(network):
    return {name: tensor for name, tensor in network.state_dict().items() if not name.endswith("num_batches_tracked")}


def moved(network, inputs, labels, optimizer):
    network = copy.deepcopy(network)
    optimizer = optimizer(network.parameters())
    for _ in range(STEPS):
        optimizer.zero_grad()
        functional.cross_entropy(network(inputs)[0], labels).backward()
        optimizer.step()
    return state(network)


def write(name, network, features, classes, examples, optimizers):
    network = network.double()
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.ndim == 1:
                parameter.add_(0.3 * torch.randn_like(parameter))
    # Ours begins with what the file holds: float32.
    network.load_state_dict({key: tensor.float() for key, tensor in network.state_dict().items()})
    inputs = torch.randn(examples, features).double()
    labels = torch.arange(examples) % classes
    found = prefixed("parameter", state(network))
    for key, optimizer in optimizers.items():
        found |= prefixed(key, moved(network, inputs, labels, optimizer))
    logits, activations = network(inputs)
    loss = functional.cross_entropy(logits, labels)
    loss.backward()
    found |= prefixed("gradient", {key: parameter.grad for key, parameter in network.named_parameters()})
    found |= prefixed("activation", activations)
    found |= prefixed("statistic", {key: tensor for key, tensor in state(network).items() if ".running_" in key})
    found |= {"inputs": inputs, "labels": labels, "logits": logits.detach(), "loss": loss.detach().reshape(1)}
    network.eval()
    found["evaluated"] = network(inputs)[0].detach()
    about = {
        "seed": seed,
        "steps": STEPS,
        "rate": RATE,
        "epsilon of adamw": EPSILON,
        "weight decay of adamw": WEIGHT_DECAY,
        "python": platform.python_version(),
        "torch": torch.__version__,
        "safetensors": safetensors.__version__,
    }
    folder.mkdir(parents=True, exist_ok=True)
    safetensors.torch.save_file(
        {key: tensor.float().contiguous() for key, tensor in found.items()},
        folder / f"{name}.safetensors",
        metadata={"about": json.dumps(about)},
    )


optimizers = {
    "adam": lambda parameters: torch.optim.Adam(parameters, lr=RATE),
    "adamw": lambda parameters: torch.optim.AdamW(parameters, lr=RATE, eps=EPSILON, weight_decay=WEIGHT_DECAY),
}
seed = 1
torch.manual_seed(seed)
write("mlp", Perceptron([12, 8, 8, 3]), 12, 3, 16, optimizers)
write("resnet18-small", ResNet18(2, 12, 3, 2, True), 2 * 12 * 12, 3, 16, optimizers)
write("resnet18-imagenet", ResNet18(3, 16, 3, 2, False), 3 * 16 * 16, 3, 12, {})
