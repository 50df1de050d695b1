"""Steps of a DistilBERT of 4 layers of 128 neurons in PyTorch, one thread: forward with dropout, backward, AdamW.
The mean is that of the last loss."""

import torch
from serve import serve
from torch import nn
from torch.nn import functional

VOCABULARY, TOKENS, WIDTH, LAYERS, HEADS, DROPOUT = 8000, 128, 128, 4, 4, 0.1


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.between, self.after = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states, mask):
        split = lambda all: all.view(*states.shape[:2], HEADS, WIDTH // HEADS).transpose(1, 2)
        query, key, value = (split(part(states)) for part in (self.query, self.key, self.value))
        mixed = functional.scaled_dot_product_attention(
            query, key, value, mask, dropout_p=DROPOUT if self.training else 0
        )
        states = self.between(states + self.out(mixed.transpose(1, 2).reshape(states.shape)))
        return self.after(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.positions = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(TOKENS, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(DROPOUT)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.dense, self.classes = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2)

    def forward(self, ids):
        mask = (ids != 0)[:, None, None, :]
        states = self.dropout(self.norm(self.words(ids) + self.positions.weight))
        for block in self.blocks:
            states = block(states, mask)
        return self.classes(self.dropout(functional.relu(self.dense(states[:, 0]))))


torch.set_num_threads(1)
network = Encoder()
optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0)


def train(values):
    ids = torch.tensor(values).T.long()
    labels = torch.arange(len(ids)) % 2
    optimizer.zero_grad()
    loss = functional.cross_entropy(network(ids), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


serve(train)
