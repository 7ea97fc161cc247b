-- +goose Up

-- Acts above an expert's limit, until a second person has said yes or no.
-- Ids only: what was to be done is a content of the conversation.
CREATE TABLE approvals (
    id           TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    conversation TEXT NOT NULL,
    matter       TEXT NOT NULL,
    market       TEXT NOT NULL,
    expert       TEXT NOT NULL CHECK (expert <> ''),
    tool         TEXT NOT NULL,
    args         TEXT NOT NULL,
    asked_at     INTEGER NOT NULL,
    due          INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('open', 'given', 'refused', 'gone')),
    lead         TEXT NOT NULL DEFAULT '' CHECK (lead <> expert),
    decided_at   INTEGER,
    CHECK (state <> 'given' OR lead <> '')
) STRICT;
CREATE INDEX approvals_open ON approvals (due) WHERE state = 'open';

-- Who on the staff may not have which customer.
CREATE TABLE ties (
    customer TEXT NOT NULL CHECK (customer <> ''),
    expert   TEXT NOT NULL CHECK (expert <> ''),
    kind     TEXT NOT NULL CHECK (kind IN ('own', 'household', 'acquaintance')),
    at       INTEGER NOT NULL,
    PRIMARY KEY (customer, expert)
) STRICT, WITHOUT ROWID;
