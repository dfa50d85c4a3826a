"""Importing: every row is accounted for, anchors resolve, nothing is done twice or undone."""

from pathlib import Path

import pytest

from almpo.evidence.findings import Finding
from almpo.evidence.settings import Settings, StoreSettings
from almpo.evidence.vocabulary import FindingStatus, Origin, Unit
from almpo.pipeline.importing.mapping import MappingError, load_mapping, shipped_mappings
from almpo.pipeline.importing.run import import_tables
from almpo.pipeline.ingest import ingest
from almpo.pipeline.reindex import searchable
from almpo.pipeline.workspace import Workspace


def stored(workspace: Workspace, document_id: str) -> list[Finding]:
    with workspace.store.read() as unit:
        return unit.findings.of_document(document_id)


def test_every_row_is_accepted_or_rejected_with_a_reason(workspace: Workspace, data_set) -> None:
    report = import_tables(workspace, data_set.files, data_set.mapping)
    assert (report.rows, report.accepted, len(report.rejected)) == (6, 4, 2)
    assert [(one.row, one.reason) for one in report.rejected] == [
        (4, "the same as another row"),
        (5, "no effect can be read or computed from the numbers of this row"),
    ]
    assert report.rejected[0].cells.startswith('"Ng_a",twin')
    assert {(one.row, one.field, one.cell) for one in report.unread} == {
        (6, "country", "Atlantis"),
        (6, "horizon_months", "later"),
    }


def test_fields_come_from_both_tables(workspace: Workspace, data_set) -> None:
    report = import_tables(workspace, data_set.files, data_set.mapping)
    first, women, shares, last = stored(workspace, report.document_id)
    assert (first.estimate, first.se, first.unit) == (0.05, 0.02, Unit.PROBABILITY)
    assert (first.study, first.country, first.horizon_months) == ("muller-2020-AT", "AT", 12)
    assert (women.target_groups, women.horizon_months) == (("youth", "women"), 12)
    assert women.se is None
    assert [check.code for check in women.checks] == ["SE"]
    assert (shares.estimate, shares.se, shares.unit) == (pytest.approx(10), 3, Unit.PERCENTAGE_POINTS)
    assert shares.derived == ("estimate",)
    assert (last.higher_is_better, last.country) == (False, None)
    assert all(found.origin == Origin.IMPORT for found in (first, women, shares, last))


def test_anchors_resolve_to_the_row(workspace: Workspace, data_set) -> None:
    report = import_tables(workspace, data_set.files, data_set.mapping)
    with workspace.store.read() as unit:
        for found in unit.findings.of_document(report.document_id):
            anchors = [reading.anchor for reading in found.readings.values()]
            assert found.anchor in anchors
            assert len({anchor.document_id for anchor in anchors}) == 2
            for anchor in anchors:
                page = unit.documents.page(anchor.document_id, anchor.page)
                assert page.text[anchor.start : anchor.end] == anchor.quote != ""


def test_importing_again_changes_nothing_and_keeps_decisions(workspace: Workspace, data_set) -> None:
    first = import_tables(workspace, data_set.files, data_set.mapping)
    before = stored(workspace, first.document_id)
    again = import_tables(workspace, data_set.files, data_set.mapping)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert stored(workspace, first.document_id) == before
    decided = before[0].model_copy(update={"status": FindingStatus.VALIDATED})
    with workspace.store.begin() as unit:
        unit.findings.replace(first.document_id, [decided, *before[1:]])
    data_set.places.write_text(data_set.places.read_text().replace("Atlantis", "Austria"))
    changed = import_tables(workspace, data_set.files, data_set.mapping)
    after = stored(workspace, first.document_id)
    assert not changed.unchanged
    assert [one.id for one in after] == [one.id for one in before]
    assert after[0].status == FindingStatus.VALIDATED
    assert after[-1].country == "AT"


def test_ingest_leaves_imported_tables_alone(workspace: Workspace, data_set) -> None:
    report = import_tables(workspace, data_set.files, data_set.mapping)
    outcome = ingest(workspace, [str(data_set.effects)]).outcomes[0]
    assert outcome.state == "unchanged"
    assert len(stored(workspace, report.document_id)) == 4
    with workspace.store.read() as unit:
        assert searchable(unit) == []


def test_a_new_version_of_the_table_takes_the_place_of_the_old(workspace: Workspace, data_set) -> None:
    old = import_tables(workspace, data_set.files, data_set.mapping)
    data_set.effects.write_text(data_set.effects.read_text() + "Ng_a,plain,0.02,0.01,,,,,12,more\n")
    new = import_tables(workspace, data_set.files, data_set.mapping)
    assert (new.rows, new.replaced) == (7, old.document_id)
    with workspace.store.read() as unit:
        assert unit.sources.superseded() == {old.document_id: new.document_id}


def test_on_postgresql(tmp_path: Path, empty_postgres_url: str, data_set) -> None:
    settings = Settings(home=tmp_path / "pg", store=StoreSettings(url=empty_postgres_url))
    with Workspace(settings) as workspace:
        report = import_tables(workspace, data_set.files, data_set.mapping)
        assert len(stored(workspace, report.document_id)) == report.accepted == 4


def test_files_that_do_not_fit_are_refused(workspace: Workspace, data_set, tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"no file has the columns of table 'places'"):
        import_tables(workspace, [data_set.effects], data_set.mapping)
    ragged = tmp_path / "ragged.csv"
    ragged.write_text("id,kind,effect,error\na,b\n")
    with pytest.raises(MappingError, match="row 1 has 2 cells"):
        import_tables(workspace, [ragged], data_set.mapping)


@pytest.mark.parametrize("name", shipped_mappings())
def test_shipped_mappings_are_sound(name: str) -> None:
    assert load_mapping(name).name == name


def test_unknown_mappings_are_refused_with_those_there_are() -> None:
    with pytest.raises(MappingError, match="almp-nma"):
        load_mapping("nothing")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "folder", "rows", "accepted"),
    [
        ("almp-nma", "almp-nma", 3229, 2643),
        ("almp-nma-g", "almp-nma", 2122, 2122),
        ("mvpfde", "mvpfde", 205, 205),
        ("youth-nma", "youth-nma", 55, 55),
    ],
)
def test_real_data_sets(
    workspace: Workspace, shared: Path, name: str, folder: str, rows: int, accepted: int
) -> None:
    files = sorted((shared / "data" / folder).glob("*.csv"))
    report = import_tables(workspace, files, load_mapping(name))
    assert (report.rows, report.accepted, len(report.rejected)) == (rows, accepted, rows - accepted)
    found = stored(workspace, report.document_id)
    assert len(found) == accepted
    assert all(one.study for one in found if one.study_year)
