"""What every index does, whatever holds it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient

from almpo.evidence.errors import ModelError
from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.index.base import Filter, Index, Point
from almpo.retrieval.index.edge import EdgeIndex
from almpo.retrieval.index.server import ServerIndex
from almpo.retrieval.index.shared import SharedIndex

MakePoint = Callable[..., Point]
DIMENSION = 8

pytestmark = pytest.mark.filterwarnings("ignore:Payload indexes have no effect in the local Qdrant")


@pytest.fixture(scope="module", params=["edge", "server", "remote"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("index")
    if request.param == "edge":
        every: list[Index] = [EdgeIndex(folder, "m", DIMENSION)]
    elif request.param == "server":
        every = [ServerIndex(QdrantClient(":memory:"), "m", DIMENSION)]
    else:
        owner = SharedIndex(folder, "m", DIMENSION)
        every = [SharedIndex(folder, "m", DIMENSION), owner]
        assert owner.owned
    yield every[0]
    for one in every:
        one.close()


@pytest.fixture
def index(opened: Index) -> Index:
    """Empty, but not new: making one takes a second."""
    opened.delete(opened.ids())
    return opened


def found(index: Index, point: Point, where: Filter | None = None, limit: int = 10) -> list[str]:
    return [hit.id for hit in index.search("dense", point.dense, limit, where)]


def test_upsert_is_idempotent_by_id(index: Index, make_point: MakePoint) -> None:
    points = [make_point(i) for i in range(5)]
    index.upsert(points)
    index.upsert(points[:3])
    assert index.count() == 5
    assert index.ids() == {point.id for point in points}


def test_the_same_vector_is_found_first_with_its_inner_product(index: Index, make_point: MakePoint) -> None:
    points = [make_point(i) for i in range(30)]
    index.upsert(points)
    hits = index.search("dense", points[7].dense, 30)
    expected = sorted((float(p.dense @ points[7].dense) for p in points), reverse=True)
    assert hits[0].id == points[7].id
    assert hits[0].kind == "passage"
    assert [hit.score for hit in hits] == pytest.approx(expected, abs=1e-5)


def test_sparse_search_returns_only_what_shares_an_index(index: Index, make_point: MakePoint) -> None:
    points = [make_point(i) for i in range(10)]
    index.upsert(points)
    hits = index.search("latents", SparseVector([2, 107], [1.0, 1.0]), 10)
    assert [hit.id for hit in hits] == [points[7].id, points[2].id]
    assert [hit.score for hit in hits] == pytest.approx([1.4, 0.6], abs=1e-5)
    assert index.search("latents", SparseVector([4000], [1.0]), 10) == []


def test_rare_words_weigh_more(index: Index, make_point: MakePoint) -> None:
    common, rare = SparseVector([1], [1.0]), SparseVector([2], [1.0])
    index.upsert([make_point(i)._replace(words=common) for i in range(9)])
    index.upsert([make_point(9)._replace(words=rare)])
    hits = index.search("words", SparseVector([1, 2], [1.0, 1.0]), 10)
    assert hits[0].id == make_point(9).id
    assert hits[0].score > 1.2 * hits[1].score


def test_a_point_without_sparse_vectors_is_found_by_meaning(index: Index, make_point: MakePoint) -> None:
    empty = SparseVector([], [])
    bare = make_point(1)._replace(latents=empty, words=empty)
    index.upsert([bare])
    assert found(index, bare) == [bare.id]
    assert index.search("words", SparseVector([1], [1.0]), 5) == []


def test_filters(index: Index, make_point: MakePoint) -> None:
    lists = make_point(0, kind="finding", country=["AT", "DE"], synthetic="no", horizon_months=6.0)
    long = make_point(1, kind="finding", country=["SE"], synthetic="yes", horizon_months=36.0)
    text = make_point(2, document="d2")
    index.upsert([lists, long, text])

    def ids(**where: object) -> set[str]:
        return set(found(index, text, Filter(**where)))  # type: ignore[arg-type]

    assert ids(any_of={"country": ["DE", "FR"]}) == {lists.id}
    assert ids(any_of={"synthetic": ["yes"]}) == {long.id}
    assert ids(any_of={"synthetic": ["yes", "no"]}) == {lists.id, long.id}
    assert ids(any_of={"kind": ["finding"]}, at_least={"horizon_months": 12}) == {long.id}
    assert ids(at_least={"horizon_months": 3}, at_most={"horizon_months": 12}) == {lists.id}
    assert ids(any_of={"document_id": ["d2"], "language": ["en", "de"]}) == {text.id}
    assert ids(ids=(lists.id, text.id)) == {lists.id, text.id}
    assert ids(ids=()) == set()


def test_deleting(index: Index, make_point: MakePoint) -> None:
    first = [make_point(i) for i in range(3)]
    second = [make_point(i, document="d2") for i in range(3, 6)]
    index.upsert([*first, *second])
    index.delete_document("d1")
    assert index.ids() == {point.id for point in second}
    assert index.ids("d1") == set()
    index.delete([second[0].id])
    assert index.ids("d2") == {point.id for point in second[1:]}
    index.clear()
    assert index.count() == 0
    index.upsert(first)
    assert index.count() == 3


def test_optimizing_changes_no_result(index: Index, make_point: MakePoint) -> None:
    points = [make_point(i) for i in range(50)]
    index.upsert(points)
    before = found(index, points[0])
    index.optimize()
    assert found(index, points[0]) == before


def test_an_edge_index_reopens_and_refuses_another_model(tmp_path: Path, make_point: MakePoint) -> None:
    index = EdgeIndex(tmp_path, "m", DIMENSION)
    index.upsert([make_point(1)])
    index.close()
    with pytest.raises(ModelError, match="almpo index rebuild"):
        EdgeIndex(tmp_path, "other", DIMENSION)
    again = EdgeIndex(tmp_path, "m", DIMENSION)
    assert again.ids() == {make_point(1).id}
    again.close()


def test_a_half_made_edge_index_is_made_anew(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path, "m", DIMENSION)
    index.close()
    (tmp_path / "index.json").unlink()  # as if killed before the end of its creation
    again = EdgeIndex(tmp_path, "m", DIMENSION)
    assert again.count() == 0
    again.close()


def test_a_server_index_refuses_another_model_and_is_replaced_on_demand(make_point: MakePoint) -> None:
    client = QdrantClient(":memory:")
    ServerIndex(client, "m", DIMENSION).upsert([make_point(1)])
    with pytest.raises(ModelError, match="almpo index rebuild"):
        ServerIndex(client, "other", DIMENSION)
    assert ServerIndex(client, "m", DIMENSION).count() == 1
    assert ServerIndex(client, "other", DIMENSION, anew=True).count() == 0
    with pytest.raises(ModelError):
        ServerIndex(client, "m", DIMENSION)
    client.close()


def test_vectors_survive_the_wire_exactly(make_point: MakePoint) -> None:
    from almpo.retrieval.index.wire import dump_point, load_point

    point = make_point(3, country=["AT"], synthetic="yes")
    loaded = load_point(dump_point(point))
    assert np.array_equal(loaded.dense, point.dense)
    assert loaded._replace(dense=point.dense) == point
