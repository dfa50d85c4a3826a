"""What is read of documents."""

from almpo.evidence.findings import Finding
from almpo.evidence.store import Store
from almpo.synthesis.reader import Reader


def _put(store: Store, finding: Finding) -> str:
    with store.begin() as unit:
        document_id = next(one.id for one in unit.documents.all() if one.name == "vouchers.pdf")
        effect = finding.model_copy(update={"document_id": document_id, "treatment_effect": True})
        control = effect.model_copy(update={"id": "c" * 32, "treatment_effect": False})
        unit.findings.replace(document_id, [effect, control])
    return document_id


def test_effects_and_all_estimates(store: Store, finding: Finding) -> None:
    document_id = _put(store, finding)
    with store.read() as unit:
        reader = Reader(unit)
        assert [one.id for one in reader.effects(document_id)] == [finding.id]
        assert {one.id for one in reader.estimates(document_id)} == {finding.id, "c" * 32}


def test_only_what_is_admitted(store: Store, finding: Finding) -> None:
    document_id = _put(store, finding)
    with store.read() as unit:
        assert not Reader(unit, ("x" * 32,)).effects(document_id)
        assert Reader(unit, (finding.id,)).effects(document_id)


def test_everything_is_read_once(store: Store, finding: Finding) -> None:
    document_id = _put(store, finding)
    with store.read() as unit:
        reader = Reader(unit)
        assert reader.document(document_id) is reader.document(document_id)
        assert reader.page(document_id, 1) is reader.page(document_id, 1)
        assert reader.effects(document_id) is reader.effects(document_id)
