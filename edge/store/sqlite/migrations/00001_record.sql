-- +goose Up

-- One row per conversation: the state that the law decides on, and what lists
-- and the watchman need of it. Times are Unix milliseconds UTC, NULL is none. Tables with long rows keep
-- their rowid: without one a row above 1 kB spills into a second page.
CREATE TABLE conversations (
  id           TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  version      INTEGER NOT NULL CHECK (version >= 1),
  customer_seq INTEGER NOT NULL,
  staff_seq    INTEGER NOT NULL,
  market       TEXT    NOT NULL,
  language     TEXT    NOT NULL,
  customer     TEXT    NOT NULL,
  level        INTEGER NOT NULL,
  secret       BLOB,
  state        TEXT    NOT NULL,
  holder       TEXT    NOT NULL CHECK (holder IN ('none', 'assistant', 'line', 'expert')),
  unanswered   INTEGER NOT NULL,
  turn_due     INTEGER,
  due          INTEGER,
  wake_at      INTEGER,
  last_text    TEXT    NOT NULL,
  last_at      INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  CONSTRAINT who_waits_has_a_due_time CHECK (NOT unanswered OR due IS NOT NULL),
  CONSTRAINT what_is_held_is_watched CHECK (holder = 'none' OR wake_at IS NOT NULL)
);
CREATE INDEX conversations_wake ON conversations (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX conversations_customer ON conversations (customer, created_at, id) WHERE customer <> '';
CREATE INDEX conversations_created ON conversations (created_at, id);

CREATE TABLE matters (
  conversation  TEXT    NOT NULL,
  id            TEXT    NOT NULL,
  topic         TEXT    NOT NULL,
  holder        TEXT    NOT NULL CHECK (holder IN ('assistant', 'line', 'expert', 'none')),
  expert        TEXT    NOT NULL,
  why           TEXT    NOT NULL,
  mode          TEXT    NOT NULL,
  since         INTEGER,
  due           INTEGER,
  owes          INTEGER NOT NULL,
  priority      INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 3),
  broken        INTEGER NOT NULL,
  asked         INTEGER NOT NULL,
  sensitive     INTEGER NOT NULL,
  closed        INTEGER NOT NULL,
  outcome       TEXT    NOT NULL,
  closed_at     INTEGER,
  offer         TEXT    NOT NULL,
  offer_to      TEXT    NOT NULL,
  offer_expires INTEGER,
  refused       TEXT    NOT NULL,
  PRIMARY KEY (conversation, id),
  CONSTRAINT a_place_has_a_due_time CHECK (holder NOT IN ('line', 'expert') OR (due IS NOT NULL AND since IS NOT NULL)),
  CONSTRAINT only_people_hold_places CHECK (holder IN ('line', 'expert') OR (due IS NULL AND since IS NULL)),
  CONSTRAINT an_expert_has_a_name CHECK (holder <> 'expert' OR expert <> ''),
  CONSTRAINT asked_for_means_coming CHECK (NOT asked OR holder IN ('line', 'expert')),
  CONSTRAINT a_place_has_a_mode CHECK (holder NOT IN ('line', 'expert') OR mode IN ('live', 'written', 'callback')),
  CONSTRAINT closed_means_nobody CHECK (closed = (holder = 'none')),
  CONSTRAINT closed_has_a_time CHECK (NOT closed OR closed_at IS NOT NULL),
  CONSTRAINT an_offer_ends CHECK (offer = '' OR (holder IN ('line', 'expert') AND offer_to <> '' AND offer_expires IS NOT NULL))
) WITHOUT ROWID;
CREATE INDEX matters_line ON matters (priority, since) WHERE holder = 'line';
CREATE INDEX matters_expert ON matters (expert) WHERE holder = 'expert';

-- The log. Nothing in it is ever changed or taken away.
CREATE TABLE events (
  conversation TEXT    NOT NULL,
  seq          INTEGER NOT NULL CHECK (seq >= 1),
  customer_seq INTEGER NOT NULL,
  staff_seq    INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind <> ''),
  schema       INTEGER NOT NULL,
  body         TEXT    NOT NULL,
  message      TEXT    NOT NULL,
  PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX events_customer ON events (conversation, customer_seq) WHERE customer_seq > 0;
CREATE UNIQUE INDEX events_staff ON events (conversation, staff_seq) WHERE staff_seq > 0;
CREATE UNIQUE INDEX events_message ON events (conversation, message) WHERE message <> '';

-- +goose StatementBegin
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the log is not changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the log is not shortened'); END;
-- +goose StatementEnd

-- What people wrote, and slots, results and summaries: apart from the log, so
-- that a person can be erased and the log still replays.
CREATE TABLE contents (
  conversation TEXT    NOT NULL,
  id           TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  body         TEXT    NOT NULL,
  at           INTEGER NOT NULL,
  erased_at    INTEGER,
  PRIMARY KEY (conversation, id)
);

-- Effects still to be carried out. ready_at is the later of not_before and
-- leased_until: from then on anybody may take the row.
CREATE TABLE outbox (
  id           TEXT    NOT NULL PRIMARY KEY,
  conversation TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  schema       INTEGER NOT NULL,
  body         TEXT    NOT NULL,
  not_before   INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  ready_at     INTEGER NOT NULL,
  tries        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX outbox_ready ON outbox (ready_at, id);

CREATE TABLE promises (
  id           TEXT    NOT NULL PRIMARY KEY,
  conversation TEXT    NOT NULL,
  matter       TEXT    NOT NULL,
  topic        TEXT    NOT NULL,
  holder       TEXT    NOT NULL CHECK (holder IN ('assistant', 'line', 'expert')),
  made_at      INTEGER NOT NULL,
  due          INTEGER NOT NULL,
  warn_at      INTEGER,
  state        TEXT    NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'moved', 'withdrawn')),
  ended        INTEGER NOT NULL,
  ended_at     INTEGER,
  CONSTRAINT an_open_promise_has_not_ended CHECK ((state = 'open') = (ended_at IS NULL)),
  CONSTRAINT ended_says_so CHECK (ended = (state <> 'open'))
) WITHOUT ROWID;
CREATE INDEX promises_made ON promises (made_at, state);
CREATE INDEX promises_list ON promises (ended, due, id);

-- Words to search by, made by the program. Only what is not a content keeps
-- its text here.
CREATE TABLE words (
  n            INTEGER NOT NULL PRIMARY KEY,
  conversation TEXT    NOT NULL,
  content      TEXT    NOT NULL,
  text         TEXT    NOT NULL
);
CREATE INDEX words_conversation ON words (conversation, n);
CREATE VIRTUAL TABLE words_index USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii');

CREATE TABLE settings (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE experts (
  id           TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
  name         TEXT    NOT NULL,
  role         TEXT    NOT NULL CHECK (role IN ('expert', 'lead')),
  languages    TEXT    NOT NULL,
  skills       TEXT    NOT NULL,
  capacity     INTEGER NOT NULL,
  online       INTEGER NOT NULL,
  online_since INTEGER,
  simulated    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE letters (
  id        TEXT    NOT NULL PRIMARY KEY,
  recipient TEXT    NOT NULL,
  subject   TEXT    NOT NULL,
  body      TEXT    NOT NULL,
  link      TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  at        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX letters_recipient ON letters (recipient, at, id);
CREATE INDEX letters_at ON letters (at, id);
