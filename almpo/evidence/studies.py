"""Studies: one evaluation of one programme on one sample, whichever documents report it."""

from enum import StrEnum

from pydantic import Field

from almpo.evidence.record import Record, content_id


class Profile(Record):
    """What tells the study of a document, small enough to compare with those of all others."""

    document_id: str
    title: str | None = None
    authors: tuple[str, ...] = ()  # names on the first page, folded
    front: tuple[str, ...] = ()  # long capitalised words of the first page, folded
    year: int | None = None  # the latest on the first page
    numbers: tuple[str, ...] = ()  # "estimate|uncertainty" of the estimates of its tables, as printed
    effects: int = Field(default=0, ge=0)  # that its tables present
    countries: tuple[str, ...] = ()  # of its effects, most frequent first; so with the following
    programmes: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


class Role(StrEnum):
    PRINCIPAL = "principal"  # its effects are pooled
    VERSION = "version"  # tells the same effects again; they are not pooled
    COMPANION = "companion"  # a plan, an appendix, a summary: what only it tells is pooled


class Link(Record):
    """Why two documents report the same study."""

    first: str  # document id
    second: str
    score: float
    reasons: tuple[str, ...]


class Conflict(Record):
    """One effect that two versions print with different numbers."""

    label: str
    first: str  # finding id
    first_numbers: str
    second: str
    second_numbers: str


class Member(Record):
    document_id: str
    role: Role


class Study(Record):
    """Derived from what is stored, at any time to be made again."""

    name: str
    members: tuple[Member, ...]  # the principal first
    links: tuple[Link, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def id(self) -> str:
        return content_id("study", *sorted(member.document_id for member in self.members))
