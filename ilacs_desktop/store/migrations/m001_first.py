"""Version 1.0 of an inspection file."""

from __future__ import annotations

from ilacs_desktop.store.migrations import m001_kinds

VERSION = (1, 0)

_JOURNAL = (
    """
    CREATE TABLE replica (
        id TEXT PRIMARY KEY NOT NULL,
        machine TEXT NOT NULL,
        made_at TEXT NOT NULL,
        made_because TEXT NOT NULL,
        public_key BLOB NOT NULL,
        head_seq INTEGER NOT NULL DEFAULT 0,
        head_hash TEXT NOT NULL DEFAULT '',
        head_signature BLOB
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE journal (
        replica TEXT NOT NULL REFERENCES replica(id) DEFERRABLE INITIALLY DEFERRED,
        seq INTEGER NOT NULL,
        ms INTEGER NOT NULL,
        counter INTEGER NOT NULL,
        wall TEXT NOT NULL,
        author TEXT NOT NULL,
        schema INTEGER NOT NULL,
        step TEXT NOT NULL,
        step_name TEXT NOT NULL,
        action TEXT NOT NULL,
        undoes TEXT NOT NULL,
        kind TEXT NOT NULL,
        record TEXT NOT NULL,
        extra TEXT NOT NULL,
        previous BLOB NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (replica, seq)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE journal_value (
        replica TEXT NOT NULL,
        seq INTEGER NOT NULL,
        field TEXT NOT NULL,
        value TEXT,
        salt BLOB,
        commitment BLOB NOT NULL,
        replaces TEXT NOT NULL,
        PRIMARY KEY (replica, seq, field),
        FOREIGN KEY (replica, seq) REFERENCES journal(replica, seq)
            DEFERRABLE INITIALLY DEFERRED
    ) WITHOUT ROWID
    """,
    "CREATE INDEX journal_by_record ON journal(record)",
    """
    CREATE TABLE struck (
        replica TEXT NOT NULL,
        seq INTEGER NOT NULL,
        field TEXT NOT NULL,
        PRIMARY KEY (replica, seq, field)
    ) WITHOUT ROWID
    """,
    """
    CREATE TRIGGER journal_is_sealed BEFORE UPDATE ON journal WHEN length(OLD.hash) > 0
    BEGIN SELECT RAISE(ABORT, 'a sealed entry is never changed'); END
    """,
    """
    CREATE TRIGGER journal_only_grows BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END
    """,
    """
    CREATE TRIGGER journal_value_is_sealed BEFORE UPDATE ON journal_value
    WHEN (SELECT length(hash) FROM journal WHERE replica = OLD.replica AND seq = OLD.seq) > 0
        AND NOT (
            NEW.value IS NULL AND NEW.salt IS NULL
            AND NEW.replica = OLD.replica AND NEW.seq = OLD.seq AND NEW.field = OLD.field
            AND NEW.commitment = OLD.commitment AND NEW.replaces = OLD.replaces
            AND EXISTS (
                SELECT 1 FROM struck
                WHERE replica = OLD.replica AND seq = OLD.seq AND field = OLD.field
            )
        )
    BEGIN SELECT RAISE(ABORT, 'a sealed value is only ever struck out'); END
    """,
    """
    CREATE TRIGGER journal_value_only_grows BEFORE DELETE ON journal_value
    BEGIN SELECT RAISE(ABORT, 'values are only ever struck out'); END
    """,
)

_PROJECTION = (
    """
    CREATE TABLE record (
        no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        state TEXT NOT NULL
    )
    """,
    *m001_kinds.STATEMENTS,
)

_LOCAL = (
    """
    CREATE TABLE set_aside (
        replica TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (replica, seq)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE ahead (
        replica TEXT NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (replica, seq)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE local_mark (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE blob_key (
        digest TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        key BLOB NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE annex_set (
        no INTEGER PRIMARY KEY,
        data_set TEXT NOT NULL UNIQUE,
        complete INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE annex_list (
        set_no INTEGER NOT NULL,
        list INTEGER NOT NULL,
        columns TEXT NOT NULL,
        rows INTEGER NOT NULL,
        PRIMARY KEY (set_no, list)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE annex_chunk (
        set_no INTEGER NOT NULL,
        list INTEGER NOT NULL,
        first_row INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (set_no, list, first_row)
    )
    """,
    """
    CREATE TABLE annex_child (
        set_no INTEGER NOT NULL,
        child TEXT NOT NULL,
        list INTEGER NOT NULL,
        rows TEXT NOT NULL,
        PRIMARY KEY (set_no, child, list)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE annex_restricted (
        set_no INTEGER NOT NULL,
        list INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (set_no, list)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE annex_key (set_no INTEGER PRIMARY KEY, key BLOB NOT NULL)",
    "CREATE VIRTUAL TABLE search USING fts5(body, prefix='2 3', tokenize='unicode61')",
    """
    CREATE TABLE forked (
        replica TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (replica, seq, hash)
    ) WITHOUT ROWID
    """,
)

LOCAL_TABLES = frozenset(
    {
        "set_aside",
        "ahead",
        "local_mark",
        "blob_key",
        "annex_set",
        "annex_list",
        "annex_chunk",
        "annex_child",
        "annex_restricted",
        "annex_key",
        "search",
        "forked",
    }
)
"""What this laptop keeps for itself: nothing in them follows from the journal alone."""

JOURNAL_TABLES = frozenset({"journal", "journal_value", "replica", "struck"})
"""What everything else outside ``LOCAL_TABLES`` is a projection of; ``verify`` holds them to it."""

STATEMENTS = (*_JOURNAL, *_PROJECTION, *_LOCAL)
