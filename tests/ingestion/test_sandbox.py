import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from almpo.evidence.errors import IngestError, TransientError
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.sandbox import MAX_LOST_PAGES, Limits, Sandbox

MISBEHAVING = (sys.executable, str(Path(__file__).with_name("misbehaving_worker.py")))
LIMITS = Limits(memory_mb=1024, seconds=20, seconds_per_page=0.5)
ROOMY = LIMITS.model_copy(update={"memory_mb": 3072})  # so much that a child is not retired for having grown


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(MISBEHAVING)
    yield sandbox
    sandbox.close()


@pytest.fixture
def document(tmp_path: Path):
    def write(commands: str) -> Path:
        path = tmp_path / "report.md"
        path.write_text(commands)
        return path

    return write


def test_a_child_serves_several_documents(sandbox: Sandbox, document) -> None:
    media_type, first = sandbox.parse(document("text noise"), "a", limits=ROOMY)
    _, second = sandbox.parse(document("text"), "b", limits=ROOMY)
    assert media_type == "text/markdown"
    assert [page.text for page in first.pages] == ["text", "noise"]
    assert first.title == second.title  # the process id


def test_pages_are_reported_as_they_are_begun(sandbox: Sandbox, document) -> None:
    seen = []
    sandbox.parse(document("text text"), "a", limits=LIMITS, on_page=lambda *page: seen.append(page))
    assert seen == [(1, 2), (2, 2), (0, 2)]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("crash", "crash (SIGSEGV)"),
        ("exit", "crash (exit code 3)"),
        ("bug", "ZeroDivisionError: a bug"),
        ("killed", "needed more than 1,024 MB"),
        ("memory", "needed more than 1,024 MB"),
        ("hang", "took over 0.5 seconds"),
        ("hang-in-c", "took over 0.5 seconds"),
    ],
)
def test_a_bad_page_loses_no_other(sandbox: Sandbox, document, command: str, reason: str) -> None:
    _, parsed = sandbox.parse(document(f"text {command} text"), "a", limits=LIMITS)
    assert [page.status for page in parsed.pages] == [
        PageStatus.PARSED,
        PageStatus.FAILED,
        PageStatus.PARSED,
    ]
    assert reason in (parsed.pages[1].reason or "")


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ("crash", "crashed"),
        ("blank abort", "crashed"),
        ("memory", "out_of_memory"),
        ("hang", "timeout"),
        ("text refuse", "damaged"),
        ("blank blank", "no_text"),
        (" ", "no_pages"),
    ],
)
def test_nothing_to_read_is_an_error(sandbox: Sandbox, document, commands: str, code: str) -> None:
    with pytest.raises(IngestError, match=r"report\.md|no good") as raised:
        sandbox.parse(document(commands), "a", limits=LIMITS)
    assert raised.value.code == code


def test_many_bad_pages_are_given_up_but_accounted_for(sandbox: Sandbox, document) -> None:
    bad = MAX_LOST_PAGES + 1
    _, parsed = sandbox.parse(document("text " + "exit " * bad + "text " * 3), "a", limits=LIMITS)
    assert [page.status for page in parsed.pages] == [PageStatus.PARSED] + [PageStatus.FAILED] * (bad + 3)
    assert "not tried" in (parsed.pages[-1].reason or "")
    assert "exit code 3" in (parsed.pages[bad].reason or "")


def test_a_child_that_does_not_start_is_no_fault_of_the_document(document) -> None:
    sandbox = Sandbox((sys.executable, "-c", "raise ImportError('no such library')"))
    with pytest.raises(TransientError, match="no such library"):
        sandbox.parse(document("text"), "a", limits=LIMITS)


def test_messages_show_the_name_that_is_given(sandbox: Sandbox, document) -> None:
    with pytest.raises(IngestError, match=r"Bericht 2019 – ü\.md"):
        sandbox.parse(document("crash"), "a", name="Bericht 2019 – ü.md", limits=LIMITS)


def test_an_interrupted_parse_leaves_no_process(document) -> None:
    sandbox = Sandbox(MISBEHAVING)
    before = set(_children_of(os.getpid()))
    started = set()

    def interrupt(page: int, pages: int) -> None:
        started.update(set(_children_of(os.getpid())) - before)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sandbox.parse(document("text hang"), "a", limits=LIMITS, on_page=interrupt)
    assert len(started) == 1
    assert not started & set(_children_of(os.getpid()))


@pytest.mark.parametrize("command", ["hang", "hang-in-c"])
def test_a_killed_parent_leaves_no_process(document, command: str) -> None:
    script = (
        "import sys; from pathlib import Path; from almpo.ingestion.sandbox import Sandbox\n"
        f"sandbox = Sandbox({MISBEHAVING!r})\n"
        "sandbox.parse(Path(sys.argv[1]), 'a', on_page=lambda *page: print(page, flush=True))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(document(command))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with parent:
        assert parent.stdout is not None
        parent.stdout.readline()  # the child is at its page now
        children = _children_of(parent.pid)
        assert len(children) == 1
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while _is_alive(children[0]) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_alive(children[0])


def _children_of(pid: int) -> list[int]:
    by_thread = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    children = [int(child) for children in by_thread for child in children]
    return [child for child in children if "misbehaving" in _command_line(child)]


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _is_alive(pid: int) -> bool:
    return bool(_command_line(pid))  # a zombie has none
