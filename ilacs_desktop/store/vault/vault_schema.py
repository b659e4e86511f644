"""Schema versions of ``vault.db``: literal SQL, one transaction a step."""

from __future__ import annotations

from types import SimpleNamespace

STEPS = (
    SimpleNamespace(
        VERSION=(1, 0),
        STATEMENTS=(
            "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE inspection_file (
                file TEXT PRIMARY KEY NOT NULL,
                inspection TEXT NOT NULL,
                key BLOB NOT NULL,
                la_name TEXT NOT NULL,
                event TEXT NOT NULL,
                start TEXT NOT NULL,
                "end" TEXT NOT NULL,
                training INTEGER NOT NULL,
                made_at TEXT NOT NULL,
                opened_at TEXT NOT NULL,
                replica TEXT NOT NULL,
                seq INTEGER NOT NULL,
                hash TEXT NOT NULL,
                device INTEGER NOT NULL,
                inode INTEGER NOT NULL
            )
            """,
        ),
    ),
)
