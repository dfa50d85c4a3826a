"""Which candidates become hits, and in which order."""

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.record import content_id
from almpo.retrieval.fusion import Weights
from almpo.retrieval.hits import CROWDING, Hit, Ranked, finding_hits, passage_hits, share_places, spread_over

TRAITS = Weights(0.0, {"references": -3.0, "length": 2.0})
PROSE = (
    "Participants of the subsidy were {} points more likely to hold a job one year after they had entered it."
)


def passage(name: str, text: str, pages: tuple[int, ...] = (1,)) -> Passage:
    anchors = tuple(Anchor(document_id="d", page=page, quote=text) for page in pages)
    return Passage(id=content_id(name), document_id="d", ordinal=0, text=text, language="en", anchors=anchors)


def hit(name: str, score: float, document: str = "d", page: int = 1, kind: str = "passage") -> Hit:
    record = passage(name, name)
    return Hit(
        kind=kind,
        id=name,
        score=score,
        relevance=0.5,
        document_id=document,
        page=page,
        text=name,
        record=record,
    )


def order(ranked: dict[str, float], texts: dict[str, Passage], estimates: set[tuple[str, int]]) -> list[str]:
    candidates = [Ranked(texts[name].id, score, 0.5) for name, score in ranked.items()]
    hits = passage_hits(candidates, {one.id: one for one in texts.values()}, TRAITS, estimates)
    assert [one.score for one in hits] == sorted((one.score for one in hits), reverse=True)
    return [name for one in hits for name, held in texts.items() if held.id == one.id]


def test_references_and_headings_fall_behind_prose() -> None:
    texts = {
        "references": passage(
            "r", "Abel, T. (2014). Vouchers. Kos, M. (2009). Subsidies. Lind, U. (2001). Jobs."
        ),
        "heading": passage("h", "Wage subsidies"),
        "prose": passage("p", PROSE.format(4)),
    }
    assert order({"references": 2.0, "heading": 1.0, "prose": 0.5}, texts, set()) == [
        "prose",
        "heading",
        "references",
    ]


def test_of_equal_passages_the_one_beside_an_estimate_leads() -> None:
    texts = {
        "elsewhere": passage("a", PROSE.format(4), (1, 2)),
        "beside": passage("b", " ".join(reversed(PROSE.format(4).split())), (3, 4)),
    }
    ranked = {"elsewhere": 1.0, "beside": 1.0}
    assert order(ranked, texts, {("d", 4)})[0] == "beside"
    assert order(ranked, texts, {("d", 2)})[0] == "elsewhere"
    assert order(ranked, texts, {("other", 4)})[0] == "elsewhere"


def test_the_better_of_two_near_duplicates_is_told_and_names_the_other() -> None:
    texts = [passage("a", PROSE.format(4)), passage("b", PROSE.format(4) + " Indeed.")]
    ranked = [Ranked(texts[0].id, 1.0, 0.5), Ranked(texts[1].id, 1.1, 0.5)]
    (only,) = passage_hits(ranked, {one.id: one for one in texts}, TRAITS, set())
    assert only.id == texts[1].id
    assert only.duplicates == (texts[0].id,)


def test_findings_keep_their_order_on_the_scale_of_full_passages() -> None:
    found = [
        Finding(
            id=content_id(n), document_id="d", source="table", page=2, estimate=n, stars="", extractor="t"
        )
        for n in range(2)
    ]
    hits = finding_hits([Ranked(one.id, 1.0, 0.5) for one in found], {one.id: one for one in found}, TRAITS)
    assert [one.id for one in hits] == [one.id for one in found]
    assert {one.score for one in hits} == {1.0 + TRAITS.by_feature["length"]}


def test_places_are_shared_and_told_by_score() -> None:
    passages = [hit(f"p{n}", 9 - n) for n in range(6)]
    findings = [hit(f"f{n}", 1 - n, kind="finding") for n in range(6)]
    assert [one.id for one in share_places([findings, passages], 4)] == ["p0", "p1", "f0", "f1"]
    assert [one.id for one in share_places([findings[:1], passages], 4)] == ["p0", "p1", "p2", "f0"]


def test_a_crowd_of_one_document_steps_back_for_what_is_about_as_good() -> None:
    crowd = [hit(f"c{n}", 3 - 0.1 * n, "crowd", n + 1) for n in range(4)]
    close, far = hit("close", 2.6, "other"), hit("far", 2.7 - 4 * CROWDING, "third")
    told = [one.id for one in spread_over([*crowd, close, far], 6)]
    assert told.index("close") < told.index("c3")
    assert told[-1] == "far"


def test_only_the_best_hit_of_a_page_is_told() -> None:
    hits = [hit("best", 3.0), hit("second", 2.0), hit("next page", 1.0, page=2), hit("elsewhere", 0.5, "e")]
    assert [one.id for one in spread_over(hits, 3)] == ["best", "next page", "elsewhere"]
