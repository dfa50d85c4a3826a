"""The revision grows with the evidence and with nothing else."""

from datetime import UTC, datetime

from made_up import DOCUMENT, document, finding

from almpo.evidence.answers import Answer
from almpo.evidence.store import Store

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def revision(store: Store) -> int:
    with store.read() as unit:
        return unit.revision()


def test_every_change_of_the_evidence_raises_it(store: Store) -> None:
    before = revision(store)
    seen = {before}

    def changed() -> None:
        after = revision(store)
        assert after > max(seen)
        seen.add(after)

    with store.begin() as unit:
        unit.documents.put(document(), None)
    changed()
    with store.begin() as unit:
        unit.findings.replace(DOCUMENT, [finding(1)])
    changed()
    with store.begin() as unit:
        unit.findings.set_study(DOCUMENT, "A study")
    changed()
    with store.begin() as unit:
        unit.documents.mark_extracted(DOCUMENT, "another extractor")
    changed()
    with store.begin() as unit:
        unit.sources.see("/reports/a.pdf", DOCUMENT, NOW)
    changed()
    with store.begin() as unit:
        unit.studies.replace([])
    changed()
    with store.begin() as unit:
        unit.documents.delete(DOCUMENT)
    changed()


def test_answers_and_reading_do_not(store: Store) -> None:
    before = revision(store)
    with store.begin() as unit:
        unit.answers.add(
            Answer(
                id="a1", question="?", language="en", abstained=True, corpus="c", asked_at=NOW, seconds=0.1
            )
        )
        unit.documents.all()
    assert revision(store) == before
