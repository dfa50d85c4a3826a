from almpo.evidence.answers import Citation, Sentence
from almpo.evidence.findings import Finding
from almpo.synthesis.repair import verify_or_repair
from almpo.synthesis.sources import Source


def test_the_clause_that_is_wrong_goes_and_is_reported(
    finding_citation: Citation, page: str, finding: Finding
) -> None:
    sentence = Sentence(
        text="Voucher: 0.021 (SE 0.008); n = 10,714; earnings: 1,251.", citations=(finding_citation,)
    )
    verdict = verify_or_repair(sentence, [Source(page, "en", finding)], "en")
    assert verdict.sentence is not None
    assert verdict.sentence.text == "Voucher: 0.021 (SE 0.008); n = 10,714."
    assert any("1,251" in problem for problem in verdict.problems)


def test_a_sentence_of_one_wrong_clause_cannot_be_saved(
    finding_citation: Citation, page: str, finding: Finding
) -> None:
    verdict = verify_or_repair(
        Sentence(text="Voucher: 0.022.", citations=(finding_citation,)), [Source(page, "en", finding)], "en"
    )
    assert verdict.sentence is None


def test_a_true_sentence_stays_as_it_is(finding_citation: Citation, page: str, finding: Finding) -> None:
    sentence = Sentence(text="Voucher: 0.021; SE 0.008.", citations=(finding_citation,))
    verdict = verify_or_repair(sentence, [Source(page, "en", finding)], "en")
    assert verdict.sentence is not None
    assert verdict.sentence.text == sentence.text
    assert verdict.problems == ()
