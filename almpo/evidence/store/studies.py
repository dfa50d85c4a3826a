"""Profiles of documents, and the studies they report."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from almpo.evidence.errors import NotFoundError
from almpo.evidence.store.schema import ProfileRow, StudyRow
from almpo.evidence.studies import Profile, Role, Study


class Studies:
    def __init__(self, session: Session) -> None:
        self._session = session

    def put_profile(self, profile: Profile) -> None:
        """Store in place of an older one of the document."""
        row = ProfileRow(document_id=profile.document_id, record=profile.model_dump_json())
        self._session.merge(row)

    def forget_profile(self, document_id: str) -> None:
        self._session.execute(sa.delete(ProfileRow).where(ProfileRow.document_id == document_id))

    def profiles(self) -> list[Profile]:
        records = self._session.scalars(sa.select(ProfileRow.record).order_by(ProfileRow.document_id))
        return [Profile.model_validate_json(record) for record in records]

    def replace(self, studies: Sequence[Study]) -> None:
        """Store in place of all that were there."""
        self._session.execute(sa.delete(StudyRow))
        self._session.add_all(StudyRow(id=study.id, record=study.model_dump_json()) for study in studies)

    def all(self) -> list[Study]:
        records = self._session.scalars(sa.select(StudyRow.record).order_by(StudyRow.id))
        return sorted(map(Study.model_validate_json, records), key=lambda study: study.name)

    def get(self, study: str) -> Study:
        """By a unique start of its id, or by its name. Raises NotFoundError."""
        found = [one for one in self.all() if one.id.startswith(study) or one.name == study]
        if len(found) != 1:
            problem = "no study" if not found else "several studies begin with"
            raise NotFoundError(f"{problem} {study!r}: `almpo studies list` shows what there is")
        return found[0]

    def of_document(self, document_id: str) -> Study | None:
        members = ((one, member) for one in self.all() for member in one.members)
        return next((one for one, member in members if member.document_id == document_id), None)

    def versions(self) -> frozenset[str]:
        """Ids of the documents whose effects another document of their study tells."""
        return frozenset(
            member.document_id
            for study in self.all()
            for member in study.members
            if member.role is Role.VERSION
        )
