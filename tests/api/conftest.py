"""A client of the API over the sample reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from almpo.api.app import create_app
from almpo.evidence.settings import Settings
from almpo.pipeline.workspace import Workspace

HERE = ("127.0.0.1", 50000)


@pytest.fixture(scope="session")
def client(sample_home: Path) -> Iterator[TestClient]:
    app = create_app(Workspace(Settings(home=sample_home)))
    with TestClient(app, base_url="http://127.0.0.1", client=HERE) as opened:
        yield opened
