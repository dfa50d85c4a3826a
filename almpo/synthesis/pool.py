"""Pooled synthesis: from findings and a question to a result that lists all that went into it. Pure."""

from collections.abc import Iterable
from contextlib import suppress

from almpo.evidence.certainty import Certainty, PublicationBias
from almpo.evidence.errors import StatisticsError
from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import (
    Estimated,
    Inputs,
    PooledResult,
    Sensitivity,
    SynthesisQuery,
    UnitFamily,
    WithReadingErrors,
)
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.measures.comparable import MORE_IS_BETTER
from almpo.synthesis.certainty import judge
from almpo.synthesis.certainty_words import certainty_in_words
from almpo.synthesis.estimators import FEW, NAMES, estimate
from almpo.synthesis.harmonise import harmonise
from almpo.synthesis.imputation import with_reading_errors
from almpo.synthesis.plain_words import in_plain_words
from almpo.synthesis.publication_bias import publication_bias
from almpo.synthesis.votes import count_directions

ENGINE = "3"  # raised whenever the same inputs give another result
RHOS = (0.2, 0.4, 0.8)  # other correlations of sampling errors that are tried
PRIOR_FACTORS = (0.5, 2.0)  # on the scale of the prior

# Told in the outcome's own direction: fewer on benefits, days shorter. Others are told as better or worse.
AMOUNTS = frozenset({UnitFamily.POINTS, UnitFamily.PERCENT, UnitFamily.DAYS})


def gather_inputs(
    findings: Iterable[Finding],
    query: SynthesisQuery,
    *,
    corpus: str,
    superseded: frozenset[str] = frozenset(),
    synthetic: frozenset[str] = frozenset(),
) -> Inputs:
    """What a question pools. `superseded` and `synthetic` are ids of documents, `corpus` the snapshot id."""
    found = harmonise(findings, query, superseded, synthetic)
    return Inputs(unit=found.unit, effects=found.effects, left_out=found.left_out, corpus=corpus)


def pool_inputs(query: SynthesisQuery, inputs: Inputs) -> PooledResult:
    """The result: the same to the byte for the same query and inputs. What cannot be pooled says why."""
    effects = inputs.effects
    warnings: list[str] = []
    estimated, refusal = _estimate(query, inputs)
    sensitivity: tuple[Sensitivity, ...] = ()
    with_errors: WithReadingErrors | None = None
    bias: PublicationBias | None = None
    certainty: Certainty | None = None
    if estimated is not None:
        sensitivity = _sensitivity(estimated, query, inputs)
        try:
            with_errors = with_reading_errors(estimated, effects, query, inputs.unit)
        except StatisticsError as error:
            warnings.append(f"the chance of misreadings is not in the interval: {error}")
        bias = publication_bias(effects, query)
        interval = (with_errors or estimated).interval
        certainty = judge(estimated, interval, effects, query, inputs.unit, bias)
        turned = inputs.unit in AMOUNTS and not MORE_IS_BETTER.get(query.outcome, True)
        words = certainty_in_words(certainty, inputs.unit, turned=turned)
        certainty = certainty.model_copy(update={"words": words})
    studies = {effect.study for effect in effects}
    result = PooledResult(
        query=query,
        unit=inputs.unit,
        estimator=NAMES[estimated.method] if estimated else "none",
        k_effects=len(effects),
        k_studies=len(studies),
        estimated=estimated,
        refusal=refusal,
        with_reading_errors=with_errors,
        sensitivity=sensitivity,
        publication_bias=bias,
        certainty=certainty,
        directions=count_directions(inputs.left_out, studies, query.level),
        validated=sum(effect.validated for effect in effects),
        imported=sum(effect.imported for effect in effects),
        warnings=(*_warnings(estimated, inputs), *warnings),
        assumptions=tuple(sorted({one for effect in effects for one in effect.assumptions})),
        inputs=inputs,
        words={},
        engine=ENGINE,
    )
    return result.model_copy(update={"words": in_plain_words(result)})


def _estimate(query: SynthesisQuery, inputs: Inputs) -> tuple[Estimated | None, str | None]:
    """The pooled effect, or why there is none."""
    if query.outcome == OutcomeGroup.OTHER:
        return None, "Outcomes outside all groups have nothing in common that could be pooled."
    try:
        return estimate(inputs.effects, query, inputs.unit), None
    except StatisticsError as error:
        return None, str(error)


def _sensitivity(estimated: Estimated, query: SynthesisQuery, inputs: Inputs) -> tuple[Sensitivity, ...]:
    """The result under other values of what had to be assumed; those that fail are passed over."""
    tried: list[tuple[str, SynthesisQuery, float]] = []
    if estimated.method == "correlated_hierarchical":
        tried = [
            (
                f"sampling errors within a study correlate by {rho:g}",
                query.model_copy(update={"rho": rho}),
                1.0,
            )
            for rho in RHOS
        ]
    elif estimated.method == "bayesian":
        tried = [(f"prior of the spread {factor:g} times as wide", query, factor) for factor in PRIOR_FACTORS]
    found = []
    for assumption, other, factor in tried:
        with suppress(StatisticsError):
            result = estimate(inputs.effects, other, inputs.unit, prior_scale=factor)
            found.append(
                Sensitivity(assumption=assumption, estimate=result.estimate, interval=result.interval)
            )
    return tuple(found)


def _warnings(estimated: Estimated | None, inputs: Inputs) -> tuple[str, ...]:
    effects = inputs.effects
    studies = len({effect.study for effect in effects})
    found = []
    if 0 < studies <= FEW:
        found.append(f"thin evidence: {studies} {'study' if studies == 1 else 'studies'}")
    if estimated and not estimated.reliable:
        found.append("fewer than 4 degrees of freedom: the interval may be too narrow")
    if unread := sum(not (effect.validated or effect.imported) for effect in effects):
        found.append(f"{unread} of {len(effects)} effects have not been validated")
    if bounds := sum(effect.se_is_bound for effect in effects):
        found.append(f"{bounds} standard errors are upper bounds: those effects count too little")
    anchors = {effect.horizon_anchor for effect in effects if effect.horizon_anchor}
    if len(anchors) > 1:
        found.append(f"months are counted from different moments: {', '.join(sorted(anchors))}")
    estimands = {effect.estimand for effect in effects if effect.estimand}
    if len(estimands) > 1:
        found.append(f"effects on different people stand together: {', '.join(sorted(estimands))}")
    return tuple(found)
