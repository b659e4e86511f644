"""The rows of every record kind in version 1.0: projections of the journal.

They have row numbers: without, SQLite would move every text above about 980 bytes to a page of
its own, and each edit would write two pages more.
"""

from __future__ import annotations

STATEMENTS = (
    """
    CREATE TABLE inspection (
        id TEXT PRIMARY KEY NOT NULL,
        la_name TEXT NOT NULL DEFAULT '',
        edition TEXT NOT NULL DEFAULT '',
        event TEXT NOT NULL DEFAULT '',
        fieldwork_start TEXT NOT NULL DEFAULT '',
        fieldwork_end TEXT NOT NULL DEFAULT '',
        scope TEXT NOT NULL DEFAULT '[]',
        scope_text TEXT NOT NULL DEFAULT '',
        visit_number INTEGER NOT NULL DEFAULT 0,
        stage TEXT NOT NULL DEFAULT '',
        training INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE la_profile (
        id TEXT PRIMARY KEY NOT NULL,
        dcs_name TEXT NOT NULL DEFAULT '',
        dcs_title TEXT NOT NULL DEFAULT '',
        chief_executive_name TEXT NOT NULL DEFAULT '',
        chief_executive_title TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        delivered_by TEXT NOT NULL DEFAULT '',
        term_care_leavers TEXT NOT NULL DEFAULT '',
        term_unaccompanied TEXT NOT NULL DEFAULT '',
        front_door_name TEXT NOT NULL DEFAULT '',
        service_names TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE previous_inspection (
        id TEXT PRIMARY KEY NOT NULL,
        event TEXT NOT NULL DEFAULT '',
        start TEXT NOT NULL DEFAULT '',
        "end" TEXT NOT NULL DEFAULT '',
        published TEXT NOT NULL DEFAULT '',
        overall TEXT NOT NULL DEFAULT '',
        grades TEXT NOT NULL DEFAULT '{}',
        bullets TEXT NOT NULL DEFAULT '[]',
        visits_since TEXT NOT NULL DEFAULT '[]'
    )
    """,
    """
    CREATE TABLE setting (
        id TEXT PRIMARY KEY NOT NULL,
        "key" TEXT NOT NULL DEFAULT '',
        value TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE pinned (
        id TEXT PRIMARY KEY NOT NULL,
        "key" TEXT NOT NULL DEFAULT '',
        digest TEXT NOT NULL DEFAULT '',
        content TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE member (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL DEFAULT '',
        letter TEXT NOT NULL DEFAULT '',
        person TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE line_of_enquiry (
        id TEXT PRIMARY KEY NOT NULL,
        question TEXT NOT NULL DEFAULT '',
        area TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL DEFAULT '',
        owner TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        answer TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE activity (
        id TEXT PRIMARY KEY NOT NULL,
        day TEXT NOT NULL DEFAULT '',
        start TEXT NOT NULL DEFAULT '',
        "end" TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        who TEXT NOT NULL DEFAULT '[]',
        state TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE data_set (
        id TEXT PRIMARY KEY NOT NULL,
        received TEXT NOT NULL DEFAULT '',
        files TEXT NOT NULL DEFAULT '{}',
        reader TEXT NOT NULL DEFAULT '',
        layout TEXT NOT NULL DEFAULT '',
        as_of TEXT NOT NULL DEFAULT '',
        lists TEXT NOT NULL DEFAULT '{}',
        comment TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE sample_draw (
        id TEXT PRIMARY KEY NOT NULL,
        data_set TEXT NOT NULL DEFAULT '',
        cohort TEXT NOT NULL DEFAULT '',
        size INTEGER NOT NULL DEFAULT 0,
        seed INTEGER NOT NULL DEFAULT 0,
        stratify TEXT NOT NULL DEFAULT '[]',
        method TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        frame INTEGER NOT NULL DEFAULT 0,
        drawn TEXT NOT NULL DEFAULT '[]',
        strata TEXT NOT NULL DEFAULT '{}'
    )
    """,
    """
    CREATE TABLE seen_document (
        id TEXT PRIMARY KEY NOT NULL,
        number TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL DEFAULT '',
        dated TEXT NOT NULL DEFAULT '',
        received TEXT NOT NULL DEFAULT '',
        request TEXT NOT NULL DEFAULT '',
        read_by TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE la_claim (
        id TEXT PRIMARY KEY NOT NULL,
        area TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        document TEXT NOT NULL DEFAULT '',
        page TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE "case" (
        id TEXT PRIMARY KEY NOT NULL,
        child_id TEXT NOT NULL DEFAULT '',
        code TEXT NOT NULL DEFAULT '',
        depth TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        draw TEXT NOT NULL DEFAULT '',
        cohort TEXT NOT NULL DEFAULT '',
        age TEXT NOT NULL DEFAULT '',
        gender TEXT NOT NULL DEFAULT '',
        ethnicity TEXT NOT NULL DEFAULT '',
        disability TEXT NOT NULL DEFAULT '',
        plan TEXT NOT NULL DEFAULT '',
        la_team TEXT NOT NULL DEFAULT '',
        family TEXT NOT NULL DEFAULT '',
        area TEXT NOT NULL DEFAULT '',
        inspector TEXT NOT NULL DEFAULT '',
        sources TEXT NOT NULL DEFAULT '[]',
        strengths TEXT NOT NULL DEFAULT '',
        weaknesses TEXT NOT NULL DEFAULT '',
        difference TEXT NOT NULL DEFAULT '',
        la_audit TEXT NOT NULL DEFAULT '',
        audit_view TEXT NOT NULL DEFAULT '',
        audit_why TEXT NOT NULL DEFAULT '',
        line_of_enquiry TEXT NOT NULL DEFAULT '',
        question TEXT NOT NULL DEFAULT '',
        dip_answer TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        signed_off INTEGER NOT NULL DEFAULT 0,
        signed_by TEXT NOT NULL DEFAULT '',
        signed_at TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE case_answer (
        id TEXT PRIMARY KEY NOT NULL,
        "case" TEXT NOT NULL DEFAULT '',
        prompt TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        addendum INTEGER NOT NULL DEFAULT 0,
        shared_with TEXT NOT NULL DEFAULT '[]'
    )
    """,
    """
    CREATE TABLE referral_back (
        id TEXT PRIMARY KEY NOT NULL,
        number TEXT NOT NULL DEFAULT '',
        "case" TEXT NOT NULL DEFAULT '',
        about TEXT NOT NULL DEFAULT '',
        level TEXT NOT NULL DEFAULT '',
        destination TEXT NOT NULL DEFAULT '',
        concern TEXT NOT NULL DEFAULT '',
        evidence TEXT NOT NULL DEFAULT '',
        raised_at TEXT NOT NULL DEFAULT '',
        raised_by TEXT NOT NULL DEFAULT '',
        told_whom TEXT NOT NULL DEFAULT '',
        told_what TEXT NOT NULL DEFAULT '',
        told_at TEXT NOT NULL DEFAULT '',
        means TEXT NOT NULL DEFAULT '',
        answer_due TEXT NOT NULL DEFAULT '',
        answer TEXT NOT NULL DEFAULT '',
        answered_at TEXT NOT NULL DEFAULT '',
        escalated_to TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        satisfied TEXT NOT NULL DEFAULT '',
        close_reason TEXT NOT NULL DEFAULT '',
        closed_by TEXT NOT NULL DEFAULT '',
        closed_at TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE evidence (
        id TEXT PRIMARY KEY NOT NULL,
        text TEXT NOT NULL DEFAULT '',
        method TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        "case" TEXT NOT NULL DEFAULT '',
        activity TEXT NOT NULL DEFAULT '',
        area TEXT NOT NULL DEFAULT '',
        stance TEXT NOT NULL DEFAULT '',
        effect TEXT NOT NULL DEFAULT '',
        voice TEXT NOT NULL DEFAULT '',
        seen_at TEXT NOT NULL DEFAULT '',
        written_at TEXT NOT NULL DEFAULT '',
        zone TEXT NOT NULL DEFAULT '',
        paper TEXT NOT NULL DEFAULT '',
        assumed TEXT NOT NULL DEFAULT '[]',
        to_write_up INTEGER NOT NULL DEFAULT 0,
        ask_at_kit INTEGER NOT NULL DEFAULT 0,
        immediate INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE link (
        id TEXT PRIMARY KEY NOT NULL,
        relation TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL DEFAULT '',
        target TEXT NOT NULL DEFAULT '',
        stance TEXT NOT NULL DEFAULT '',
        detail TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE kit_meeting (
        id TEXT PRIMARY KEY NOT NULL,
        purpose TEXT NOT NULL DEFAULT '',
        day TEXT NOT NULL DEFAULT '',
        start TEXT NOT NULL DEFAULT '',
        "end" TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        in_person INTEGER NOT NULL DEFAULT 0,
        attended TEXT NOT NULL DEFAULT '[]',
        handed_over TEXT NOT NULL DEFAULT '',
        minutes TEXT NOT NULL DEFAULT '',
        private_note TEXT NOT NULL DEFAULT '',
        la_correction TEXT NOT NULL DEFAULT '',
        opening TEXT NOT NULL DEFAULT '',
        closing TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        given_at TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE kit_item (
        id TEXT PRIMARY KEY NOT NULL,
        meeting TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        area TEXT NOT NULL DEFAULT '',
        about TEXT NOT NULL DEFAULT '',
        response TEXT NOT NULL DEFAULT '',
        response_kind TEXT NOT NULL DEFAULT '',
        owner TEXT NOT NULL DEFAULT '',
        due TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE request (
        id TEXT PRIMARY KEY NOT NULL,
        number TEXT NOT NULL DEFAULT '',
        what TEXT NOT NULL DEFAULT '',
        why TEXT NOT NULL DEFAULT '',
        line_of_enquiry TEXT NOT NULL DEFAULT '',
        in_annex_a TEXT NOT NULL DEFAULT '',
        owner_role TEXT NOT NULL DEFAULT '',
        asked_at TEXT NOT NULL DEFAULT '',
        due TEXT NOT NULL DEFAULT '',
        received TEXT NOT NULL DEFAULT '',
        read_by TEXT NOT NULL DEFAULT '[]',
        state TEXT NOT NULL DEFAULT '',
        outcome TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE finding (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL DEFAULT '',
        area TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        scale_word TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        state_by TEXT NOT NULL DEFAULT '',
        state_at TEXT NOT NULL DEFAULT '',
        state_reason TEXT NOT NULL DEFAULT '',
        state_present TEXT NOT NULL DEFAULT '[]',
        support TEXT NOT NULL DEFAULT '',
        support_by TEXT NOT NULL DEFAULT '',
        support_reason TEXT NOT NULL DEFAULT '',
        put_at TEXT NOT NULL DEFAULT '',
        la_response TEXT NOT NULL DEFAULT '',
        la_response_kind TEXT NOT NULL DEFAULT '',
        figures TEXT NOT NULL DEFAULT '{}',
        framework_ref TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE topic_note (
        id TEXT PRIMARY KEY NOT NULL,
        topic TEXT NOT NULL DEFAULT '',
        set_aside INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE grading_meeting (
        id TEXT PRIMARY KEY NOT NULL,
        opened_at TEXT NOT NULL DEFAULT '',
        opened_by TEXT NOT NULL DEFAULT '',
        present TEXT NOT NULL DEFAULT '[]'
    )
    """,
    """
    CREATE TABLE judgement (
        id TEXT PRIMARY KEY NOT NULL,
        area TEXT NOT NULL DEFAULT '',
        provisional TEXT NOT NULL DEFAULT '',
        final TEXT NOT NULL DEFAULT '',
        reasons TEXT NOT NULL DEFAULT '',
        dissent TEXT NOT NULL DEFAULT '',
        dissent_by TEXT NOT NULL DEFAULT '[]',
        decided_by TEXT NOT NULL DEFAULT '',
        decided_at TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE paragraph (
        id TEXT PRIMARY KEY NOT NULL,
        section TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        bullet INTEGER NOT NULL DEFAULT 0,
        reference TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE comment (
        id TEXT PRIMARY KEY NOT NULL,
        about TEXT NOT NULL DEFAULT '',
        section TEXT NOT NULL DEFAULT '',
        quote TEXT NOT NULL DEFAULT '',
        text TEXT NOT NULL DEFAULT '',
        by TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL DEFAULT '',
        reply_to TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        answer TEXT NOT NULL DEFAULT '',
        state_by TEXT NOT NULL DEFAULT '',
        state_at TEXT NOT NULL DEFAULT '',
        version TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE document_version (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL DEFAULT '',
        sort TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL DEFAULT '',
        by TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        file TEXT NOT NULL DEFAULT '',
        content TEXT NOT NULL DEFAULT '{}'
    )
    """,
    """
    CREATE TABLE returned_change (
        id TEXT PRIMARY KEY NOT NULL,
        version TEXT NOT NULL DEFAULT '',
        paragraph TEXT NOT NULL DEFAULT '',
        section TEXT NOT NULL DEFAULT '',
        sort TEXT NOT NULL DEFAULT '',
        author TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL DEFAULT '',
        start INTEGER NOT NULL DEFAULT 0,
        before TEXT NOT NULL DEFAULT '',
        after TEXT NOT NULL DEFAULT '',
        beside TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '',
        state_by TEXT NOT NULL DEFAULT '',
        state_at TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE check_acceptance (
        id TEXT PRIMARY KEY NOT NULL,
        rule TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        by TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE stage (
        id TEXT PRIMARY KEY NOT NULL,
        key TEXT NOT NULL DEFAULT '',
        due TEXT NOT NULL DEFAULT '',
        due_reason TEXT NOT NULL DEFAULT '',
        why TEXT NOT NULL DEFAULT '',
        begun TEXT NOT NULL DEFAULT '',
        done TEXT NOT NULL DEFAULT '',
        by TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE la_comment (
        id TEXT PRIMARY KEY NOT NULL,
        sort TEXT NOT NULL DEFAULT '',
        number TEXT NOT NULL DEFAULT '',
        received TEXT NOT NULL DEFAULT '',
        paragraph TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        quote TEXT NOT NULL DEFAULT '',
        point TEXT NOT NULL DEFAULT '',
        evidence TEXT NOT NULL DEFAULT '',
        decision TEXT NOT NULL DEFAULT '',
        change TEXT NOT NULL DEFAULT '',
        answer TEXT NOT NULL DEFAULT '',
        decided_by TEXT NOT NULL DEFAULT '',
        decided_at TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT ''
    )
    """,
)
