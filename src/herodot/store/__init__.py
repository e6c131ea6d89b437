"""A case in one SQLite file: what was read, and what readers took from it. The only SQL.

`Store` opens and migrates, `Writer` is one transaction, `CaseReader` asks. Nothing outside this package names
a table or a column, so that another database can take its place here and nowhere else.
"""

from herodot.store.asking import CaseCounts, CaseReader
from herodot.store.records import Added, StoredReading
from herodot.store.store import Store
from herodot.store.verify import verify
from herodot.store.writing import Writer

__all__ = ["Added", "CaseCounts", "CaseReader", "Store", "StoredReading", "Writer", "verify"]
