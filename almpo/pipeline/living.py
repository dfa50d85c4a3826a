"""Living syntheses: a saved question is pooled again when the evidence changes, and tells the difference."""

from almpo.evidence.record import content_id
from almpo.evidence.store import Unit
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.syntheses import Inputs, PooledResult, Synthesis, SynthesisQuery
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.pipeline.workspace import Workspace
from almpo.synthesis.changes import describe_change
from almpo.synthesis.gaps import GapAxis, GapMap, gap_map
from almpo.synthesis.naming import with_names
from almpo.synthesis.pool import ENGINE, gather_inputs, pool_inputs
from almpo.synthesis.where import QueryError


def read_inputs(unit: Unit, query: SynthesisQuery) -> Inputs:
    """What a question pools, from the store as it is."""
    where = FindingFilter(
        outcome_groups=(query.outcome,),
        lmp=query.programmes,
        countries=query.countries,
        designs=query.designs,
        documents=query.documents,
    )
    inputs = gather_inputs(
        unit.findings.bare(where),
        query,
        corpus=unit.documents.corpus(),
        superseded=told_elsewhere(unit),
        synthetic=unit.documents.synthetic(),
    )
    entered = {effect.document_id for effect in inputs.effects}
    return with_names(inputs, [unit.documents.get(key) for key in sorted(entered)])


def told_elsewhere(unit: Unit) -> frozenset[str]:
    """Documents whose effects are not pooled: there is a newer version, or another one that tells the study."""
    return frozenset(unit.sources.superseded()) | unit.studies.versions()


def synthesise(workspace: Workspace, query: SynthesisQuery) -> Synthesis:
    """Pool, and keep the result as a new version if its inputs are not those of the newest one."""
    with workspace.store.read() as unit:
        newest, revision = unit.syntheses.newest(query.series), unit.revision()
        if newest is not None and _is_settled(newest, unit):
            return newest
        inputs = read_inputs(unit, query)
    result = None if newest is not None and _holds(newest, inputs) else pool_inputs(query, inputs)
    with workspace.store.begin() as unit:
        newest = unit.syntheses.newest(query.series)
        if newest is not None and _holds(newest, inputs):
            unit.syntheses.hold(newest.id, revision)
            return newest
        made = _version(workspace, query, result or pool_inputs(query, inputs), newest)
        unit.syntheses.add(made, revision)
    return made


def _holds(newest: Synthesis, inputs: Inputs) -> bool:
    """Whether pooling again would give the same."""
    return newest.result.inputs.digest == inputs.digest and newest.result.engine == ENGINE


def _is_settled(newest: Synthesis, unit: Unit) -> bool:
    """Whether it holds for sure, without reading its inputs: the evidence has not changed since it was last tried."""
    return newest.result.engine == ENGINE and unit.syntheses.revision(newest.id) == unit.revision()


def repool(workspace: Workspace) -> list[Synthesis]:
    """Ask every saved question again; the versions that are new."""
    with workspace.store.read() as unit:
        newest = [unit.syntheses.newest(series) for series in unit.syntheses.series()]
    before = {one.series: one.id for one in newest if one}
    again = [synthesise(workspace, one.result.query) for one in newest if one]
    return [one for one in again if before[one.series] != one.id]


def reproduces(synthesis: Synthesis) -> bool:
    """Whether the kept inputs give the kept result to the byte. One of an older engine may not."""
    result = synthesis.result
    return pool_inputs(result.query, result.inputs).model_dump_json() == result.model_dump_json()


def history(unit: Unit, synthesis_id: str) -> list[Synthesis]:
    """All versions of the question that a synthesis answers, oldest first. Raises NotFoundError."""
    return unit.syntheses.versions(unit.syntheses.get(synthesis_id).series)


def read_gaps(unit: Unit, axis: str, outcome: str | None) -> GapMap:
    """The gap map of the store as it is. Raises QueryError for an unknown axis or outcome."""
    try:
        columns, group = GapAxis(axis), OutcomeGroup(outcome) if outcome else None
    except ValueError as error:
        raise QueryError(str(error)) from error
    synthetic = unit.documents.synthetic()
    where = FindingFilter(outcome_groups=(group,) if group else (), effects_only=True)
    real = (one for one in unit.findings.filter(where) if one.document_id not in synthetic)
    return gap_map(real, columns, outcome=group, superseded=told_elsewhere(unit))


def _version(
    workspace: Workspace, query: SynthesisQuery, result: PooledResult, before: Synthesis | None
) -> Synthesis:
    ordinal = before.ordinal + 1 if before else 1
    return Synthesis(
        id=content_id("synthesis", query.series, ordinal),
        series=query.series,
        ordinal=ordinal,
        made_at=workspace.clock(),
        result=result,
        change=describe_change(before.result, result) if before else "",
    )
