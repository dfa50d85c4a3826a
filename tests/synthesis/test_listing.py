"""Long sentences are laid out as lists without a change to their words."""

from almpo.evidence.answers import Citation, Sentence
from almpo.synthesis.listing import listing


def sentence(text: str, count: int, **fields: bool) -> Sentence:
    citations = [
        Citation(document_id="d", document="r.pdf", page=1, finding_id=f"f{n}") for n in range(count)
    ]
    return Sentence(text=text, citations=tuple(citations), **fields)


LONG = "Report, Table 1: Employment – month 1: -11.6; month 2: -15.5; month 3: -18.4; month 4: -19.1."


def test_many_estimates_become_items() -> None:
    head, items = listing(sentence(LONG, 4))
    assert head == "Report, Table 1: Employment"
    assert items == ("month 1: -11.6", "month 2: -15.5", "month 3: -18.4", "month 4: -19.1")
    assert f"{head} – {'; '.join(items)}." == LONG


def test_few_estimates_quotes_and_pooled_results_stay_sentences() -> None:
    assert listing(sentence(LONG, 3)).items == ()
    assert listing(sentence(LONG, 4, computed=True)).items == ()
    assert listing(sentence("“We find this; that; those; and others.”", 0)).items == ()
