"""The sample reports, each loaded and built once for all tests."""

from collections.abc import Callable
from functools import cache

import pytest

from almpo.evaluation.samples.build import document_bytes
from almpo.evaluation.samples.load import load_report, report_ids
from almpo.evaluation.samples.pages import Pages, pages_of
from almpo.evaluation.samples.schema import Report

IDS = report_ids()


class Samples:
    """What tests ask for again and again."""

    def __init__(self) -> None:
        self.report: Callable[[str], Report] = cache(load_report)
        self.document: Callable[[str], bytes] = cache(lambda name: document_bytes(self.report(name)))
        self.pages: Callable[[str], Pages] = cache(lambda name: pages_of(self.report(name)))

    def all(self) -> list[Report]:
        return [self.report(name) for name in IDS]


@pytest.fixture(scope="session")
def samples() -> Samples:
    return Samples()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "report_id" in metafunc.fixturenames:
        metafunc.parametrize("report_id", IDS)
