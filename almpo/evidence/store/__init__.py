"""The relational store: SQLite (WAL) by default, PostgreSQL by URL, the same code for both.

store = Store.open(settings.database_url)
with store.begin() as unit:          # one transaction
    unit.documents.get(document_id)
    unit.findings.of_document(document_id)
"""

from almpo.evidence.store.store import Store, Unit

__all__ = ["Store", "Unit"]
