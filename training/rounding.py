"""Layers that learn to be computed in int8: the last epochs see the rounding that hearsay does.

Takes the encoder's linear layers and some batches, gives layers that round what comes in and their
weights as the exported graph does, with gradients that pass straight through. Ranges are fixed, not
taken from what is read, so that one article never changes how another is read; weights have seven
bits, so that processors without VNNI, which add pairs of products in 16 bits, get the same sums.

A few channels of what comes in are ten times as wide as the rest. As in SmoothQuant (Xiao et al.
2023, https://arxiv.org/abs/2211.10438) each channel is divided by a factor by which its weights are
multiplied, so that both are easy to round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

SMOOTHING = 0.65
"""Share of a channel's width that goes into its weights. Rounding after training, without these
last epochs, whole attributions on PolNeAR dev, float32 0.667: none of it 0.656, a half 0.649, this
0.658."""
WEIGHT_LIMIT = 63
LEVELS = 255
SMALLEST = 1e-5


class Rounded(nn.Linear):
    """A linear layer that computes in float32 until `fix` is called, then as if in int8.

    smooth: float32 (in,). scale, zero: of what comes in, unsigned 8 bits.
    """

    smooth: Tensor
    scale: Tensor
    zero: Tensor

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__(layer.in_features, layer.out_features)
        self.load_state_dict(layer.state_dict())
        self.register_buffer("smooth", torch.ones(layer.in_features))
        self.register_buffer("scale", torch.tensor(0.0))
        self.register_buffer("zero", torch.tensor(0, dtype=torch.int32))

    @property
    def is_fixed(self) -> bool:
        """Whether what comes in is rounded."""
        return bool(self.scale > 0)

    def fix(self, low: Tensor, high: Tensor, smooth: Tensor) -> None:
        """From here on, rounds. low, high, smooth: float32 (in,), of the channels that come in."""
        bottom = min(0.0, float((low / smooth).min()))
        top = max(0.0, float((high / smooth).max()))
        self.smooth.copy_(smooth)
        self.scale.fill_((top - bottom) / LEVELS)
        self.zero.fill_(round(-bottom / float(self.scale)))

    def smoothed(self) -> Tensor:
        """The weights as they are rounded, float32 (out, in)."""
        return self.weight * self.smooth

    def forward(self, given: Tensor) -> Tensor:
        """float32 or bfloat16 (..., in) to (..., out)."""
        if not self.is_fixed:
            return functional.linear(given, self.weight, self.bias)
        rounded = torch.fake_quantize_per_tensor_affine(
            given.float() / self.smooth, self.scale, self.zero, 0, LEVELS
        )
        weights = self.smoothed()
        step = weights.detach().abs().amax(1).clamp_min(SMALLEST) / WEIGHT_LIMIT
        weights = torch.fake_quantize_per_channel_affine(
            weights, step, torch.zeros_like(step, dtype=torch.int32), 0, -WEIGHT_LIMIT, WEIGHT_LIMIT
        )
        return functional.linear(rounded, weights, self.bias)


def prepare(encoder: BertModel) -> None:
    """Puts a `Rounded` in the place of every linear layer of the encoder."""
    for module in list(encoder.encoder.modules()):
        for name, child in list(module.named_children()):
            if type(child) is nn.Linear:
                setattr(module, name, Rounded(child))


def layers(encoder: nn.Module) -> dict[str, Rounded]:
    """The rounded layers by their names."""
    return {name: m for name, m in encoder.named_modules() if isinstance(m, Rounded)}


def fix(encoder: nn.Module, batches: Iterable[Callable[[], object]]) -> None:
    """Finds what comes into every layer and fixes its range by it.

    batches: calls, each of which runs the network once. Layers that are given the same thing
    (query, key, value) get the same factors, so that it is rounded once.
    """
    found = layers(encoder)
    low: dict[str, Tensor] = {}
    high: dict[str, Tensor] = {}

    def look(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def hook(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            rows = given[0].detach().float().reshape(-1, given[0].shape[-1])
            least, most = rows.amin(0), rows.amax(0)
            low[name] = torch.minimum(low.get(name, least), least)
            high[name] = torch.maximum(high.get(name, most), most)

        return hook

    hooks = [layer.register_forward_pre_hook(look(name)) for name, layer in found.items()]
    with torch.no_grad():
        for run in batches:
            run()
    for hook in hooks:
        hook.remove()
    together: dict[str, list[str]] = {}
    for name in found:
        block, _, last = name.rpartition(".")
        together.setdefault(block if last in ("query", "key", "value") else name, []).append(name)
    for names in together.values():
        width = torch.maximum(low[names[0]].abs(), high[names[0]].abs()).clamp_min(SMALLEST)
        weight = torch.stack([found[n].weight.detach().abs().amax(0) for n in names]).amax(0)
        smooth = width**SMOOTHING / weight.clamp_min(SMALLEST) ** (1 - SMOOTHING)
        smooth = smooth / smooth.log().mean().exp()
        for name in names:
            found[name].fix(low[name], high[name], smooth)
