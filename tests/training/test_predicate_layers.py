"""The layers of predicates beside a graph: nothing else of it changes, and they come off again."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")
predicate_layers = pytest.importorskip("training.predicate_layers")
train_predicates = pytest.importorskip("training.train_predicates")
COLUMNS, HIDDEN, STATES = (
    predicate_layers.COLUMNS,
    predicate_layers.HIDDEN,
    predicate_layers.STATES,
)
PredicateLayers = predicate_layers.PredicateLayers
with_block, without_block = train_predicates.with_block, train_predicates.without_block


def small():  # type: ignore[no-untyped-def]
    """A graph with states of the right names: each the features, added up in its own way."""
    axes = ["batch", "length", HIDDEN]
    nodes = [onnx.helper.make_node("Mul", ["given", "given"], [STATES[0]], name="first")]
    for before, after in pairwise(STATES):
        nodes.append(onnx.helper.make_node("Add", [before, "given"], [after], name=f"to {after}"))
    nodes.append(onnx.helper.make_node("Relu", [STATES[-1]], ["scores"], name="heads"))
    graph = onnx.helper.make_graph(
        nodes,
        "small",
        [onnx.helper.make_tensor_value_info("given", onnx.TensorProto.FLOAT, axes)],
        [
            onnx.helper.make_tensor_value_info(
                "scores", onnx.TensorProto.FLOAT, ["batch", "length", None]
            )
        ],
    )
    return onnx.helper.make_model(
        graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8
    )


def run(graph, given: np.ndarray) -> np.ndarray:  # type: ignore[no-untyped-def]
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (out,) = session.run(None, {"given": given})
    return np.asarray(out)


@pytest.mark.filterwarnings("ignore")
def test_columns_stand_behind_the_others_and_come_off_again() -> None:
    torch.manual_seed(3)
    layers = PredicateLayers().eval()
    before = small()  # type: ignore[no-untyped-call]
    after = with_block(before, layers)
    given = np.random.default_rng(3).normal(size=(1, 7, HIDDEN)).astype(np.float32)
    out = run(after, given)
    own = run(before, given)
    assert np.array_equal(out[..., :HIDDEN], own)
    states = [given * given, given * given + given, given * given + given + given]
    with torch.no_grad():
        wanted = layers(torch.from_numpy(np.concatenate(states, -1))).numpy()
    assert out.shape[-1] == HIDDEN + COLUMNS
    assert np.allclose(out[..., HIDDEN:], wanted, atol=1e-4)
    assert without_block(after).SerializeToString() == before.SerializeToString()


def test_padding_changes_nothing() -> None:
    torch.manual_seed(3)
    layers = PredicateLayers().eval()
    states = torch.randn(1, 5, HIDDEN * len(STATES))
    padded = torch.cat([states, torch.randn(1, 3, HIDDEN * len(STATES))], 1)
    mask = torch.tensor([[True] * 5 + [False] * 3])
    with torch.no_grad():
        assert torch.allclose(layers(states), layers(padded, mask)[:, :5], atol=1e-5)
