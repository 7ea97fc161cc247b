-- +goose Up

-- Why a seat was given up; '' while it is held.
ALTER TABLE shift_claims ADD COLUMN why TEXT NOT NULL DEFAULT '';

-- When each expert was online: what is paid, and who did not come. An open stay
-- has no end; seen is its last sign of life. Nobody has two open ones.
CREATE TABLE stays (
    expert TEXT NOT NULL,
    since  INTEGER NOT NULL,
    seen   INTEGER NOT NULL,
    ended  INTEGER,
    PRIMARY KEY (expert, since)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX stays_open ON stays (expert) WHERE ended IS NULL;

-- A seat that is kept for somebody until a moment.
CREATE TABLE shift_reserves (
    shift  TEXT NOT NULL,
    expert TEXT NOT NULL,
    until  INTEGER NOT NULL,
    PRIMARY KEY (shift, expert)
) STRICT, WITHOUT ROWID;

-- A seat offered to a named colleague.
CREATE TABLE shift_swaps (
    id        TEXT PRIMARY KEY,
    shift     TEXT NOT NULL,
    giver     TEXT NOT NULL,
    receiver  TEXT NOT NULL,
    at        INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_swaps_giver ON shift_swaps (giver, at);
CREATE INDEX shift_swaps_receiver ON shift_swaps (receiver, at);

-- When somebody likes to work, as JSON.
CREATE TABLE shift_wishes (
    expert TEXT PRIMARY KEY,
    wishes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The one link that opens an expert's calendar, as a digest.
CREATE TABLE shift_calendars (
    expert TEXT PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- Good ratings with words; the words are a content of the conversation.
CREATE TABLE thanks (
    conversation TEXT PRIMARY KEY,
    message      TEXT NOT NULL,
    expert       TEXT NOT NULL,
    stars        INTEGER NOT NULL,
    at           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX thanks_expert ON thanks (expert, at);
