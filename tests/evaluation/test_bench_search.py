"""The search bench asks both indexes the same, within bounded time."""

from almpo.evaluation.bench_search import bench_search


def test_both_indexes_are_timed_on_the_same_points() -> None:
    edge, local = bench_search(points=1000, queries=10, local_queries=2, seconds=60)
    assert (edge.points, local.points) == (1000, 1000)
    assert edge.latencies.keys() == local.latencies.keys()
    assert {latency.queries for latency in edge.latencies.values()} == {10}
    assert {latency.queries for latency in local.latencies.values()} == {2}
    assert all(0 < latency.p50 <= latency.p95 for latency in edge.latencies.values())
    assert edge.stopped_after is None


def test_one_that_takes_too_long_is_stopped_and_tells_how_far_it_came() -> None:
    (edge,) = bench_search(points=10_000_000, queries=1, local_queries=0, seconds=1)
    assert edge.stopped_after is not None
    assert edge.stopped_after < 30
    assert 0 < edge.points < 10_000_000
