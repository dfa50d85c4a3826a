"""The sample reports, each loaded and built once for all tests."""

from functools import cache

import pytest

from almpo.evaluation.samples.build import document_bytes
from almpo.evaluation.samples.load import load_report, report_ids
from almpo.evaluation.samples.pages import Pages, pages_of
from almpo.evaluation.samples.schema import Report

IDS = report_ids()


class Samples:
    """What tests ask for again and again."""

    report = staticmethod(cache(load_report))

    @cache  # noqa: B019 - one instance for the session
    def document(self, report_id: str) -> bytes:
        return document_bytes(self.report(report_id))

    @cache  # noqa: B019
    def pages(self, report_id: str) -> Pages:
        return pages_of(self.report(report_id))

    def all(self) -> list[Report]:
        return [self.report(report_id) for report_id in IDS]


@pytest.fixture(scope="session")
def samples() -> Samples:
    return Samples()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "report_id" in metafunc.fixturenames:
        metafunc.parametrize("report_id", IDS)
