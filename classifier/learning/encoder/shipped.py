"""An encoder taken up again from the files that a model ships: what `export` wrote, read back."""

from typing import Any, Final

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tokenizers import Tokenizer

from classifier.labels import COLUMNS
from classifier.learning.encoder.network import RARE, Network, Shape
from classifier.scoring.encoder import MODEL, TOKENIZER
from classifier.scoring.folder import ModelFolder

_LAYER_PARTS: Final = ("attend", "join", "widen", "narrow")


def read_shipped(folder: ModelFolder) -> tuple[Network, Tokenizer]:
    """The network and the tokenizer of a model folder; ModelError when it has none."""
    graph = onnx.load_from_string(folder.bytes(MODEL)).graph
    weights = _weights({part.name: numpy_helper.to_array(part) for part in graph.initializer})
    heads = {fact.i for node in graph.node for fact in node.attribute if fact.name == "num_heads"}
    pieces, width = weights["pieces.weight"].shape
    shape = Shape(
        pieces=pieces,
        layers=sum(name.endswith(".attend.weight") for name in weights),
        width=width,
        heads=heads.pop(),
        inner=len(weights["layers.0.widen.weight"]),
        positions=len(weights["positions.weight"]),
    )
    weights["head.weight"], weights["head.bias"] = _headed(weights["head.weight"], weights["head.bias"])
    network = Network(shape)
    network.load_state_dict({name: torch.tensor(np.asarray(weight)).float() for name, weight in weights.items()})
    return network, Tokenizer.from_str(folder.bytes(TOKENIZER).decode("utf-8"))


def _headed(weight: NDArray[Any], bias: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The head with a row at rest for each column that the shipped one did not know yet."""
    new = len(COLUMNS) - len(bias)
    return np.pad(weight, ((0, new), (0, 0))), np.pad(bias, (0, new), constant_values=RARE)


def _weights(held: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The state of the network by name; integers times their scales are single precision again."""
    layers = sorted({name.rpartition(".")[0].rpartition(".")[0] for name in held if name.endswith(".attend.bias")})
    weights = {name: value for name, value in held.items() if name.endswith((".weight", ".bias"))}
    weights["pieces.weight"] = held["pieces"] * held["pieces.scales"]
    for layer in layers:
        for part in _LAYER_PARTS:
            whole, scales = held[f"{layer}.{part}.whole"].T, held[f"{layer}.{part}.scales"].T
            weights[f"{layer}.{part}.weight"] = whole * np.repeat(scales, whole.shape[1] // scales.shape[1], axis=1)
    return weights
