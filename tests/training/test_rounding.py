"""int8 arithmetic as it is trained and as it is exported; needs torch, which hearsay does not."""

import copy
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs torch: training/README.md, Environment")
onnx = pytest.importorskip("onnx", reason="needs onnx: training/README.md, Environment")
onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("transformers", reason="needs transformers: training/README.md, Environment")
rounding = pytest.importorskip("training.rounding")
export = pytest.importorskip("training.export")

pytestmark = pytest.mark.filterwarnings("ignore")  # torch's exporter warns of its own age

IN, OUT, WORDS = 24, 16, 50


def tensor(*shape: int, seed: int = 1):  # type: ignore[no-untyped-def]
    """Invented numbers, with one channel ten times as wide as the others."""
    drawn = torch.randn(*shape, generator=torch.Generator().manual_seed(seed))
    drawn[..., 0] *= 10
    return drawn


class Small(torch.nn.Module):  # type: ignore[misc, name-defined]
    """A table of words and two layers, one after the other, as in an encoder's block."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.words = torch.nn.Embedding(WORDS, IN)
        self.first = rounding.Rounded(torch.nn.Linear(IN, OUT))
        self.second = rounding.Rounded(torch.nn.Linear(OUT, OUT))

    def forward(self, ids):  # type: ignore[no-untyped-def]
        """Scores of each word."""
        return self.second(torch.tanh(self.first(self.words(ids))))


class Whole(torch.nn.Module):  # type: ignore[misc, name-defined]
    """What the exporter is given: names of nodes start with the name of the part."""

    def __init__(self, small: Small) -> None:
        super().__init__()
        self.encoder = small

    def forward(self, ids):  # type: ignore[no-untyped-def]
        """Scores of each word."""
        return self.encoder(ids)


def fixed(seed: int = 1) -> Small:
    """The small network with its ranges fixed by some words."""
    network = Small()
    ids = torch.randint(0, WORDS, (4, 12), generator=torch.Generator().manual_seed(seed))
    rounding.fix(network, [lambda: network(ids)])
    return network


def test_nothing_is_rounded_before_ranges_are_fixed() -> None:
    plain = torch.nn.Linear(IN, OUT)
    layer = rounding.Rounded(plain)
    assert not layer.is_fixed
    assert torch.equal(layer(tensor(3, IN)), plain(tensor(3, IN)))


def test_rounding_stays_near_and_lets_gradients_pass() -> None:
    network = fixed()
    plain = copy.deepcopy(network)
    for layer in rounding.layers(plain).values():
        layer.scale.zero_()
    ids = torch.arange(WORDS)[None]
    out, reference = network(ids), plain(ids)
    assert 0 < float((out - reference).detach().abs().mean()) < 0.1
    out.sum().backward()
    assert float(network.first.weight.grad.abs().sum()) > 0


def test_ranges_do_not_depend_on_what_is_read() -> None:
    layer = fixed().first
    before = {name: value.clone() for name, value in layer.named_buffers()}
    quiet, loud = tensor(5, IN), tensor(5, IN, seed=2) * 100
    together = layer(torch.cat([quiet, loud]))
    # whoever else is read beside it; torch sums the rows of a larger matrix in another order
    assert torch.allclose(together[:5], layer(quiet), atol=1e-5)
    assert all(torch.equal(before[name], value) for name, value in layer.named_buffers())


def test_factors_even_out_a_wide_channel_and_change_nothing_else() -> None:
    layer = fixed().first
    assert float(layer.smooth.log().mean().abs()) < 1e-4
    given = tensor(5, IN)
    even = torch.nn.functional.linear(given / layer.smooth, layer.smoothed(), layer.bias)
    exact = torch.nn.functional.linear(given, layer.weight, layer.bias)
    assert torch.allclose(even, exact, atol=1e-3)


def test_layers_that_are_given_the_same_share_their_factors() -> None:
    block = torch.nn.Module()
    for name in ("query", "key", "value", "other"):
        block.add_module(name, rounding.Rounded(torch.nn.Linear(IN, OUT)))
    given = tensor(6, IN)
    whole = torch.nn.ModuleDict({"block": block})
    rounding.fix(whole, [lambda: [part(given) for part in block.children()]])
    assert torch.equal(block.query.smooth, block.value.smooth)
    assert torch.equal(block.query.scale, block.key.scale)
    assert not torch.equal(block.query.smooth, block.other.smooth)


def test_state_of_a_fixed_layer_survives_a_checkpoint() -> None:
    kept = Small()
    kept.load_state_dict(fixed().state_dict())
    ids = torch.arange(WORDS)[None]
    assert kept.first.is_fixed and torch.equal(kept(ids), fixed()(ids))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The fixed network and its graph in int8, both by what they make of ids."""
    network = fixed().eval()
    plain = copy.deepcopy(network)
    for layer in rounding.layers(plain).values():
        layer.scale.zero_()
    path: Path = tmp_path_factory.mktemp("graph") / "graph.onnx"
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        Wrapped(plain),
        (torch.zeros(1, 3, dtype=torch.long),),
        str(path),
        input_names=["ids"],
        output_names=["scores"],
        dynamic_axes={"ids": axes, "scores": axes},
        opset_version=17,
        dynamo=False,
    )
    layers = {f"encoder.{name}": layer for name, layer in rounding.layers(network).items()}
    graph = export.quantise(onnx.load(str(path)), layers, WORDS)
    onnx.save(graph, str(path))
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return network, graph, lambda ids: session.run(None, {"ids": ids})[0]


class Wrapped(torch.nn.Module):  # type: ignore[misc, name-defined]
    """As `training.export.Unmasked` stands round the network."""

    def __init__(self, small: Small) -> None:
        super().__init__()
        self.network = Whole(small)

    def forward(self, ids):  # type: ignore[no-untyped-def]
        """Scores of each word."""
        return self.network(ids)


def test_the_graph_holds_int8_products_and_table(pair) -> None:  # type: ignore[no-untyped-def]
    _, graph, _ = pair
    kinds = [node.op_type for node in graph.graph.node]
    assert kinds.count("MatMulIntegerToFloat") == 2 and "MatMul" not in kinds
    arrays = {t.name: onnx.numpy_helper.to_array(t) for t in graph.graph.initializer}
    packed = [a for a in arrays.values() if a.dtype == np.int8]
    assert sorted(a.shape for a in packed) == sorted([(WORDS, IN), (IN, OUT), (OUT, OUT)])
    products = [a for n, a in arrays.items() if n.startswith("encoder.") and a.dtype == np.int8]
    # two products of 8 and 7 bits fit into 16, on processors that add them there
    assert all(int(np.abs(a).max()) <= rounding.WEIGHT_LIMIT for a in products)
    assert 2 * rounding.WEIGHT_LIMIT * rounding.LEVELS < 2**15


def test_the_graph_equals_the_layers_within_a_step(pair) -> None:  # type: ignore[no-untyped-def]
    network, _, run = pair
    table = network.words.weight.detach()
    step = table.abs().amax(1, keepdim=True) / export.TABLE_LIMIT
    network.words.weight.data = torch.round(table / step) * step  # as the graph stores it
    ids = torch.arange(WORDS)[None]
    reference = network(ids).detach().numpy()
    last = network.second
    weights = float(last.smoothed().detach().abs().max())
    # one step of the last rounding, in one input, is the least by which two sums can differ
    assert np.abs(run(ids.numpy()) - reference).max() <= float(last.scale) * weights * 2
    assert np.abs(run(ids.numpy()) - reference).mean() < 1e-3


def test_shuffling_a_batch_changes_nothing(pair) -> None:  # type: ignore[no-untyped-def]
    _, _, run = pair
    ids = np.random.default_rng(1).integers(0, WORDS, (6, 7))
    order = np.array([3, 0, 5, 1, 4, 2])
    assert np.array_equal(run(ids)[order], run(ids[order]))
    assert np.array_equal(run(ids)[:1], run(ids[:1]))


def test_a_layer_that_the_graph_lacks_is_refused(pair) -> None:  # type: ignore[no-untyped-def]
    network, graph, _ = pair
    with pytest.raises(ValueError, match=r"encoder\.third"):
        export.quantise(copy.deepcopy(graph), {"encoder.third": network.first}, WORDS)
