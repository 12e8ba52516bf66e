"""Attention as one operator gives what the operators that it stands for give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import onnx
import onnxruntime  # type: ignore[import-untyped]
import pytest
from onnx import NodeProto, TensorProto, helper, numpy_helper

from ingest.attention import join_attention

WIDTH, HEADS, LAYERS = 8, 2, 2
FINE = 1e-4


def operators(layer: str, taken: str) -> Iterator[NodeProto]:
    """One layer's attention over ``taken``, shape (1, n, WIDTH), as PyTorch exports a BERT's."""
    own = f"{layer}/attention/self"
    for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3])):
        yield helper.make_node("MatMul", [taken, f"{part}_weight"], [f"{own}/{part}/MatMul"])
        yield helper.make_node("Add", [f"{own}/{part}/MatMul", "bias"], [f"{own}/{part}/Add_output_0"])
        yield helper.make_node("Reshape", [f"{own}/{part}/Add_output_0", "apart"], [f"{own}/{part}/heads"])
        yield helper.make_node("Transpose", [f"{own}/{part}/heads"], [f"{own}/{part}"], perm=order)
    yield helper.make_node("MatMul", [f"{own}/query", f"{own}/key"], [f"{own}/products"])
    yield helper.make_node("Mul", [f"{own}/products", "scale"], [f"{own}/scaled"])
    yield helper.make_node("Add", [f"{own}/scaled", "mask"], [f"{own}/masked"])
    yield helper.make_node("Softmax", [f"{own}/masked"], [f"{own}/shares"], axis=-1)
    yield helper.make_node("MatMul", [f"{own}/shares", f"{own}/value"], [f"{own}/seen"])
    yield helper.make_node("Transpose", [f"{own}/seen"], [f"{own}/turned"], perm=[0, 2, 1, 3])
    yield helper.make_node("Reshape", [f"{own}/turned", "together"], [f"{own}/Reshape_3_output_0"])
    yield helper.make_node("Add", [f"{own}/Reshape_3_output_0", taken], [given_on(layer)])


def given_on(layer: str) -> str:
    return f"{layer}/attention/output/Add_output_0"


def weights() -> dict[str, np.ndarray]:
    drawn = np.random.default_rng(7)
    square = {f"{part}_weight": drawn.normal(size=(WIDTH, WIDTH)) for part in ("query", "key", "value")}
    floats = {**square, "bias": drawn.normal(size=WIDTH), "scale": np.array((WIDTH / HEADS) ** -0.5)}
    shapes = {"apart": np.array([1, -1, HEADS, WIDTH // HEADS]), "together": np.array([1, -1, WIDTH])}
    shapes["first"] = np.array(0)
    return {**{name: each.astype(np.float32) for name, each in floats.items()}, **shapes}


def model(rename: str = "/attention/", *, first_alone: bool = False) -> bytes:
    """Two layers of attention; ``mask`` is added to what they look at, as where word pieces are padding."""
    nodes, taken = [], "given"
    for number in range(LAYERS):
        nodes += operators(f"/layer.{number}", taken)
        taken = given_on(f"/layer.{number}")
    if first_alone:
        nodes.append(helper.make_node("Gather", [taken, "first"], ["/pooler/Gather_output_0"], axis=1))
        taken = "/pooler/Gather_output_0"
    graph = helper.make_graph(
        nodes,
        "attention",
        [helper.make_tensor_value_info("given", TensorProto.FLOAT, [1, None, WIDTH]),
         helper.make_tensor_value_info("mask", TensorProto.FLOAT, [1, 1, 1, None])],
        [helper.make_tensor_value_info(taken, TensorProto.FLOAT, [None] * (2 if first_alone else 3))],
        [numpy_helper.from_array(each, name) for name, each in weights().items()],
    )  # fmt: skip
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    onnx.checker.check_model(made)
    return bytes(made.SerializeToString()).replace(b"/attention/", rename.encode())


def run(proto: bytes, given: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(proto, providers=["CPUExecutionProvider"])
    arrays = {"given": given, "mask": np.zeros((1, 1, 1, given.shape[1]), dtype=np.float32)}
    wanted = {each.name for each in session.get_inputs()}
    found = session.run(None, {name: array for name, array in arrays.items() if name in wanted})
    return np.asarray(found[0])


@pytest.mark.parametrize("length", [1, 2, 17])
def test_it_gives_what_it_gave_apart(length: int) -> None:
    given = np.random.default_rng(length).normal(size=(1, length, WIDTH)).astype(np.float32)
    apart, joined = run(model(), given), run(join_attention(model(), HEADS), given)
    assert np.abs(apart).max() > 1
    assert joined == pytest.approx(apart, abs=FINE)


@pytest.mark.parametrize("length", [1, 17])
def test_where_the_first_word_piece_alone_is_read_it_alone_is_worked_out(length: int) -> None:
    given = np.random.default_rng(length).normal(size=(1, length, WIDTH)).astype(np.float32)
    whole = model(first_alone=True)
    joined = join_attention(whole, HEADS)
    assert run(joined, given) == pytest.approx(run(whole, given), abs=FINE)
    slices = [node for node in onnx.load_model_from_string(joined).graph.node if node.op_type == "Slice"]
    cut = {"/layer.1/attention/self/query/Add_output_0", given_on("/layer.0")}
    assert {node.input[0] for node in slices} == cut


def test_each_layer_becomes_one_operator_and_the_mask_is_gone() -> None:
    graph = onnx.load_model_from_string(join_attention(model(), HEADS)).graph
    kinds = [node.op_type for node in graph.node]
    assert kinds.count("MultiHeadAttention") == LAYERS
    assert "Softmax" not in kinds
    assert [each.name for each in graph.input] == ["given"]
    assert "scale" not in {each.name for each in graph.initializer}


def test_a_model_of_other_names_stays_as_it_was() -> None:
    other = model("/otherwise/")
    assert join_attention(other, HEADS) == other
