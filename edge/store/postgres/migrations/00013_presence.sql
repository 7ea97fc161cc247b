-- +goose Up

-- Why a seat was given up; '' while it is held.
ALTER TABLE shift_claims ADD COLUMN why TEXT NOT NULL DEFAULT '';

-- When each expert was online: what is paid, and who did not come. An open stay
-- has no end; seen is its last sign of life. Nobody has two open ones.
CREATE TABLE stays (
    expert TEXT COLLATE "C" NOT NULL,
    since  BIGINT NOT NULL,
    seen   BIGINT NOT NULL,
    ended  BIGINT,
    PRIMARY KEY (expert, since)
);
CREATE UNIQUE INDEX stays_open ON stays (expert) WHERE ended IS NULL;

-- A seat that is kept for somebody until a moment.
CREATE TABLE shift_reserves (
    shift  TEXT COLLATE "C" NOT NULL,
    expert TEXT COLLATE "C" NOT NULL,
    until  BIGINT NOT NULL,
    PRIMARY KEY (shift, expert)
);

-- A seat offered to a named colleague.
CREATE TABLE shift_swaps (
    id        TEXT COLLATE "C" PRIMARY KEY,
    shift     TEXT COLLATE "C" NOT NULL,
    giver     TEXT COLLATE "C" NOT NULL,
    receiver  TEXT COLLATE "C" NOT NULL,
    at        BIGINT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'withdrawn'))
);
CREATE INDEX shift_swaps_giver ON shift_swaps (giver, at);
CREATE INDEX shift_swaps_receiver ON shift_swaps (receiver, at);

-- When somebody likes to work, as JSON.
CREATE TABLE shift_wishes (
    expert TEXT COLLATE "C" PRIMARY KEY,
    wishes TEXT NOT NULL
);

-- The one link that opens an expert's calendar, as a digest.
CREATE TABLE shift_calendars (
    expert TEXT COLLATE "C" PRIMARY KEY,
    key    TEXT COLLATE "C" NOT NULL UNIQUE
);

-- Good ratings with words; the words are a content of the conversation.
CREATE TABLE thanks (
    conversation TEXT COLLATE "C" PRIMARY KEY,
    message      TEXT NOT NULL,
    expert       TEXT COLLATE "C" NOT NULL,
    stars        BIGINT NOT NULL,
    at           BIGINT NOT NULL
);
CREATE INDEX thanks_expert ON thanks (expert, at);
