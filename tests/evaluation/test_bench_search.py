"""The search bench asks both indexes the same."""

from almpo.evaluation.bench_search import bench_search


def test_both_indexes_are_timed_on_the_same_points() -> None:
    edge, local = bench_search(points=1000, queries=10, local_queries=2)
    assert (edge.points, local.points) == (1000, 1000)
    assert edge.latencies.keys() == local.latencies.keys()
    assert {latency.queries for latency in edge.latencies.values()} == {10}
    assert {latency.queries for latency in local.latencies.values()} == {2}
    assert all(0 < latency.p50 <= latency.p95 for latency in edge.latencies.values())
