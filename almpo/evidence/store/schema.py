"""The tables of the relational store. What is filtered on is a column; the rest of a record is its JSON."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

HASH = sa.String(64)
ID = sa.String(32)


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no time zone, so it is added back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC) if value else None


class Row(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _document_fk() -> Mapped[str]:
    return mapped_column(HASH, sa.ForeignKey("documents.id", ondelete="CASCADE"), index=True)


class DocumentRow(Row):
    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(HASH, primary_key=True)
    name: Mapped[str] = mapped_column(sa.Text, index=True)
    media_type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    status: Mapped[str] = mapped_column(sa.String(16), index=True)
    error_code: Mapped[str | None] = mapped_column(sa.String(32))
    error: Mapped[str | None] = mapped_column(sa.Text)
    title: Mapped[str | None] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(sa.String(8))
    synthetic: Mapped[bool]
    parser: Mapped[str] = mapped_column(sa.Text)
    extractor: Mapped[str] = mapped_column(sa.Text, default="")
    sections: Mapped[str] = mapped_column(sa.Text, default="[]")
    added_at: Mapped[datetime] = mapped_column(Moment)


class SourceVersionRow(Row):
    __tablename__ = "source_versions"
    source: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(HASH, index=True)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class PageRow(Row):
    __tablename__ = "pages"
    document_id: Mapped[str] = mapped_column(
        HASH, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(sa.String(16))
    reason: Mapped[str | None] = mapped_column(sa.Text)
    width: Mapped[float]
    height: Mapped[float]
    text: Mapped[str] = mapped_column(sa.Text)
    words: Mapped[bytes] = mapped_column(sa.LargeBinary)  # see store/words.py
    ocr_score: Mapped[float | None]


class PassageRow(Row):
    __tablename__ = "passages"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_id: Mapped[str] = _document_fk()
    ordinal: Mapped[int]
    page: Mapped[int]
    language: Mapped[str] = mapped_column(sa.String(8), index=True)
    text: Mapped[str] = mapped_column(sa.Text)
    record: Mapped[str] = mapped_column(sa.Text)


class TableRow(Row):
    __tablename__ = "tables"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_id: Mapped[str] = _document_fk()
    ordinal: Mapped[int]
    page: Mapped[int]
    label: Mapped[str | None] = mapped_column(sa.Text)
    record: Mapped[str] = mapped_column(sa.Text)


class FindingRow(Row):
    __tablename__ = "findings"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_id: Mapped[str] = _document_fk()
    ordinal: Mapped[int]
    page: Mapped[int]
    source: Mapped[str] = mapped_column(sa.String(8))
    table_id: Mapped[str | None] = mapped_column(ID)
    treatment_effect: Mapped[bool | None]
    outcome_group: Mapped[str | None] = mapped_column(sa.String(32), index=True)
    lmp: Mapped[str | None] = mapped_column(sa.String(4), index=True)
    design: Mapped[str | None] = mapped_column(sa.String(32))
    country: Mapped[str | None] = mapped_column(sa.String(16), index=True)
    horizon_months: Mapped[float | None]
    confidence: Mapped[float | None]
    status: Mapped[str] = mapped_column(sa.String(16), index=True)
    record: Mapped[str] = mapped_column(sa.Text)


class AnswerRow(Row):
    __tablename__ = "answers"
    id: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    question: Mapped[str] = mapped_column(sa.Text)
    thread: Mapped[str] = mapped_column(sa.String(64), index=True)
    record: Mapped[str] = mapped_column(sa.Text)


class SynthesisRow(Row):
    __tablename__ = "syntheses"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    series: Mapped[str] = mapped_column(ID, index=True)
    ordinal: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Moment)
    revision: Mapped[int | None] = mapped_column(
        sa.BigInteger
    )  # of the evidence that it was last found to hold for
    record: Mapped[str] = mapped_column(sa.Text)


class ProfileRow(Row):
    __tablename__ = "profiles"
    document_id: Mapped[str] = mapped_column(
        HASH, sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True
    )
    record: Mapped[str] = mapped_column(sa.Text)


class RevisionRow(Row):
    """One row: how often the evidence was changed. See store/revision.py."""

    __tablename__ = "revision"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(sa.BigInteger)


class StudyRow(Row):
    __tablename__ = "studies"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    record: Mapped[str] = mapped_column(sa.Text)
