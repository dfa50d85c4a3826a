"""The imported findings and the questions asked of them."""

from collections.abc import Sequence
from typing import Any

from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import Inputs, PooledResult, SynthesisQuery
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.synthesis.pool import gather_inputs, pool_inputs


class Example:
    """All questions are about employment; keywords are those of a query."""

    def __init__(self, findings: Sequence[Finding], corpus: str) -> None:
        self.findings = findings
        self._corpus = corpus
        self._results: dict[str, PooledResult] = {}

    def inputs(self, **query: Any) -> tuple[SynthesisQuery, Inputs]:
        asked = SynthesisQuery.model_validate({"outcome": OutcomeGroup.EMPLOYMENT, **query})
        return asked, gather_inputs(self.findings, asked, corpus=self._corpus)

    def pooled(self, **query: Any) -> PooledResult:
        """The same question is pooled once."""
        asked, inputs = self.inputs(**query)
        if asked.series not in self._results:
            self._results[asked.series] = pool_inputs(asked, inputs)
        return self._results[asked.series]
