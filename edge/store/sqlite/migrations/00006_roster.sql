-- +goose Up

-- Open work as leads publish it. Times are Unix milliseconds UTC, lengths
-- milliseconds, money minor units.
CREATE TABLE shifts (
    id       TEXT PRIMARY KEY,
    market   TEXT NOT NULL,
    language TEXT NOT NULL,
    topics   TEXT NOT NULL,
    starts   INTEGER NOT NULL,
    ends     INTEGER NOT NULL CHECK (ends > starts),
    pause    INTEGER NOT NULL,
    seats    INTEGER NOT NULL CHECK (seats >= 1),
    rate     INTEGER NOT NULL,
    bonus    INTEGER NOT NULL,
    currency TEXT NOT NULL,
    lead     TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX shifts_ends ON shifts (ends);

-- Who took which seat. A row is never removed: gone says when it was given up.
-- The first index is why two people never get one seat; the key is why one
-- person's two claims of a moment are judged by the law one after the other.
CREATE TABLE shift_claims (
    expert    TEXT NOT NULL,
    turn      INTEGER NOT NULL,
    shift     TEXT NOT NULL,
    seat      INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    released  INTEGER,
    gone      INTEGER,
    PRIMARY KEY (expert, turn)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX shift_claims_seat ON shift_claims (shift, seat) WHERE gone IS NULL AND released IS NULL;
CREATE INDEX shift_claims_shift ON shift_claims (shift, seat, at);
