-- +goose Up

-- Open work as leads publish it. Times are Unix milliseconds UTC, lengths
-- milliseconds, money minor units.
CREATE TABLE shifts (
    id       TEXT COLLATE "C" PRIMARY KEY,
    market   TEXT NOT NULL,
    language TEXT NOT NULL,
    topics   TEXT NOT NULL,
    starts   BIGINT NOT NULL,
    ends     BIGINT NOT NULL CHECK (ends > starts),
    pause    BIGINT NOT NULL,
    seats    BIGINT NOT NULL CHECK (seats >= 1),
    rate     BIGINT NOT NULL,
    bonus    BIGINT NOT NULL,
    currency TEXT NOT NULL,
    lead     TEXT NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX shifts_ends ON shifts (ends);

-- Who took which seat. A row is never removed: gone says when it was given up.
-- The first index is why two people never get one seat; the key is why one
-- person's two claims of a moment are judged by the law one after the other.
CREATE TABLE shift_claims (
    expert    TEXT COLLATE "C" NOT NULL,
    turn      BIGINT NOT NULL,
    shift     TEXT COLLATE "C" NOT NULL,
    seat      BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    confirmed BIGINT NOT NULL CHECK (confirmed IN (0, 1)),
    released  BIGINT,
    gone      BIGINT,
    PRIMARY KEY (expert, turn)
);
CREATE UNIQUE INDEX shift_claims_seat ON shift_claims (shift, seat) WHERE gone IS NULL AND released IS NULL;
CREATE INDEX shift_claims_shift ON shift_claims (shift, seat, at);
