-- +goose Up

-- The money assistant. It has tables of its own, so that it can be switched
-- off and erased without a word of the service chat being touched.

-- What is mixed into the digests of an owner's account numbers.
CREATE TABLE money_owners (
    owner  TEXT PRIMARY KEY,
    secret TEXT NOT NULL
);

CREATE TABLE money_accounts (
    owner    TEXT NOT NULL,
    id       TEXT NOT NULL,
    name     TEXT NOT NULL,
    last     TEXT NOT NULL,
    currency TEXT NOT NULL,
    PRIMARY KEY (owner, id)
);

-- Rows of accounts: added, never changed but for the bank's id, never deleted
-- but with all that is the owner's.
CREATE TABLE money_rows (
    owner   TEXT NOT NULL,
    id      TEXT NOT NULL,
    account TEXT NOT NULL,
    date    TEXT NOT NULL,
    bought  TEXT NOT NULL,
    minor   BIGINT NOT NULL,
    currency TEXT NOT NULL,
    text    TEXT NOT NULL,
    party   TEXT NOT NULL,
    pending SMALLINT NOT NULL,
    label   TEXT NOT NULL,
    mcc     TEXT NOT NULL,
    bank    TEXT NOT NULL,
    print   TEXT NOT NULL,
    balance BIGINT,
    PRIMARY KEY (owner, id)
);

CREATE INDEX money_rows_date ON money_rows (owner, date);
CREATE INDEX money_rows_print ON money_rows (owner, print);
CREATE INDEX money_rows_bank ON money_rows (owner, bank) WHERE bank <> '';

-- What the owner decided: labels, budgets, goals, transfers taken apart,
-- mappings confirmed, the notice that was read. Values are JSON.
CREATE TABLE money_choices (
    owner TEXT NOT NULL,
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    value TEXT NOT NULL,
    at    BIGINT NOT NULL,
    PRIMARY KEY (owner, kind, key)
);
