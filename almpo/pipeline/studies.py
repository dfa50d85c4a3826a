"""Which documents report the same study, told from the whole corpus whenever it has changed."""

from collections.abc import Sequence

from almpo.evidence.findings import Finding
from almpo.evidence.store import Unit
from almpo.evidence.studies import Profile, Study
from almpo.extraction.studies.conflicts import conflicts
from almpo.extraction.studies.identity import identify
from almpo.extraction.studies.profile import profile_of
from almpo.pipeline.reindex import searchable
from almpo.pipeline.workspace import Workspace


def identify_studies(workspace: Workspace) -> list[Study]:
    """Link the documents of the store that report the same study; findings are told the name of theirs.

    One transaction, made from what is stored: killed at any moment, it is made again by the next ingest or
    extraction. Documents whose findings have changed since are profiled anew.
    """
    with workspace.store.begin() as unit:
        profiles = _profiles(unit)
        before = unit.studies.all()
        studies = [_with_conflicts(study, unit) for study in identify(profiles)]
        if sorted(studies, key=lambda study: study.name) != before:
            _rename(unit, before, studies)
            unit.studies.replace(studies)
    return studies


def _profiles(unit: Unit) -> list[Profile]:
    known = {profile.document_id: profile for profile in unit.studies.profiles()}
    profiles = []
    for document_id in searchable(unit):
        if document_id not in known:
            findings = unit.findings.of_document(document_id)
            known[document_id] = profile_of(unit.documents.parsed(document_id), findings)
            unit.studies.put_profile(known[document_id])
        profiles.append(known[document_id])
    return profiles


def _with_conflicts(study: Study, unit: Unit) -> Study:
    found: dict[str, Sequence[Finding]] = {
        member.document_id: unit.findings.of_document(member.document_id) for member in study.members
    }
    principal, *others = (found[member.document_id] for member in study.members)
    told = tuple(conflict for other in others for conflict in conflicts(principal, other))
    return study.model_copy(update={"conflicts": told})


def _rename(unit: Unit, before: Sequence[Study], studies: Sequence[Study]) -> None:
    old = {member.document_id: study.name for study in before for member in study.members}
    new = {member.document_id: study.name for study in studies for member in study.members}
    for document_id in sorted(old.keys() | new.keys()):
        if old.get(document_id) != new.get(document_id):
            unit.findings.set_study(document_id, new.get(document_id))
