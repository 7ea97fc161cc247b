-- +goose Up

-- The same record as ../../sqlite/migrations, in PostgreSQL's words. Ids compare
-- by bytes (COLLATE "C"), as they do in SQLite, so that pages have one order.

-- One row per conversation: the state that the law decides on, and what lists
-- and the watchman need of it. Times are Unix milliseconds UTC, NULL is none.
CREATE TABLE conversations (
  id           TEXT COLLATE "C"    NOT NULL PRIMARY KEY CHECK (id <> ''),
  version      BIGINT NOT NULL CHECK (version >= 1),
  customer_seq BIGINT NOT NULL,
  staff_seq    BIGINT NOT NULL,
  market       TEXT    NOT NULL,
  language     TEXT    NOT NULL,
  customer     TEXT COLLATE "C"    NOT NULL,
  level        BIGINT NOT NULL,
  secret       BYTEA,
  state        TEXT    NOT NULL,
  holder       TEXT    NOT NULL CHECK (holder IN ('none', 'assistant', 'line', 'expert')),
  unanswered   BOOLEAN NOT NULL,
  turn_due     BIGINT,
  due          BIGINT,
  wake_at      BIGINT,
  last_text    TEXT    NOT NULL,
  last_at      BIGINT NOT NULL,
  created_at   BIGINT NOT NULL,
  updated_at   BIGINT NOT NULL,
  CONSTRAINT who_waits_has_a_due_time CHECK (NOT unanswered OR due IS NOT NULL),
  CONSTRAINT what_is_held_is_watched CHECK (holder = 'none' OR wake_at IS NOT NULL)
);
CREATE INDEX conversations_wake ON conversations (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX conversations_customer ON conversations (customer, created_at, id) WHERE customer <> '';
CREATE INDEX conversations_created ON conversations (created_at, id);

CREATE TABLE matters (
  conversation  TEXT COLLATE "C"    NOT NULL,
  id            TEXT COLLATE "C"    NOT NULL,
  topic         TEXT    NOT NULL,
  holder        TEXT    NOT NULL CHECK (holder IN ('assistant', 'line', 'expert', 'none')),
  expert        TEXT COLLATE "C"    NOT NULL,
  why           TEXT    NOT NULL,
  mode          TEXT    NOT NULL,
  since         BIGINT,
  due           BIGINT,
  owes          BOOLEAN NOT NULL,
  priority      BIGINT NOT NULL CHECK (priority BETWEEN 0 AND 3),
  broken        BIGINT NOT NULL,
  asked         BOOLEAN NOT NULL,
  sensitive     BOOLEAN NOT NULL,
  closed        BOOLEAN NOT NULL,
  outcome       TEXT    NOT NULL,
  closed_at     BIGINT,
  offer         TEXT    NOT NULL,
  offer_to      TEXT    NOT NULL,
  offer_expires BIGINT,
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
);
CREATE INDEX matters_line ON matters (priority, since) WHERE holder = 'line';
CREATE INDEX matters_expert ON matters (expert) WHERE holder = 'expert';

-- The log. Nothing in it is ever changed or taken away.
CREATE TABLE events (
  conversation TEXT COLLATE "C"    NOT NULL,
  seq          BIGINT NOT NULL CHECK (seq >= 1),
  customer_seq BIGINT NOT NULL,
  staff_seq    BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind <> ''),
  schema       BIGINT NOT NULL,
  body         TEXT    NOT NULL,
  message      TEXT COLLATE "C"    NOT NULL,
  PRIMARY KEY (conversation, seq)
);
CREATE UNIQUE INDEX events_customer ON events (conversation, customer_seq) WHERE customer_seq > 0;
CREATE UNIQUE INDEX events_staff ON events (conversation, staff_seq) WHERE staff_seq > 0;
CREATE UNIQUE INDEX events_message ON events (conversation, message) WHERE message <> '';

-- +goose StatementBegin
CREATE FUNCTION events_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log is not changed' USING ERRCODE = 'check_violation'; END $$;
-- +goose StatementEnd
CREATE TRIGGER events_are_not_changed BEFORE UPDATE OR DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION events_are_kept();
CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION events_are_kept();

-- What people wrote, and slots, results and summaries: apart from the log, so
-- that a person can be erased and the log still replays.
CREATE TABLE contents (
  conversation TEXT COLLATE "C"    NOT NULL,
  id           TEXT COLLATE "C"    NOT NULL,
  kind         TEXT    NOT NULL,
  body         TEXT    NOT NULL,
  at           BIGINT NOT NULL,
  erased_at    BIGINT,
  PRIMARY KEY (conversation, id)
);

-- Effects still to be carried out. ready_at is the later of not_before and
-- leased_until: from then on anybody may take the row.
CREATE TABLE outbox (
  id           TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
  conversation TEXT COLLATE "C"    NOT NULL,
  kind         TEXT    NOT NULL,
  schema       BIGINT NOT NULL,
  body         TEXT    NOT NULL,
  not_before   BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  ready_at     BIGINT NOT NULL,
  tries        BIGINT NOT NULL
);
CREATE INDEX outbox_ready ON outbox (ready_at, id);

CREATE TABLE promises (
  id           TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
  conversation TEXT COLLATE "C"    NOT NULL,
  matter       TEXT COLLATE "C"    NOT NULL,
  topic        TEXT    NOT NULL,
  holder       TEXT    NOT NULL CHECK (holder IN ('assistant', 'line', 'expert')),
  made_at      BIGINT NOT NULL,
  due          BIGINT NOT NULL,
  warn_at      BIGINT,
  state        TEXT    NOT NULL CHECK (state IN ('open', 'kept', 'broken', 'moved', 'withdrawn')),
  ended        BOOLEAN NOT NULL,
  ended_at     BIGINT,
  CONSTRAINT an_open_promise_has_not_ended CHECK ((state = 'open') = (ended_at IS NULL)),
  CONSTRAINT ended_says_so CHECK (ended = (state <> 'open'))
);
CREATE INDEX promises_made ON promises (made_at, state);
CREATE INDEX promises_list ON promises (ended, due, id);

-- Words to search by, made by the program. Only what is not a content keeps
-- its text here.
CREATE TABLE words (
  n            BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  conversation TEXT COLLATE "C"    NOT NULL,
  content      TEXT COLLATE "C"    NOT NULL,
  text         TEXT    NOT NULL,
  vector       TSVECTOR NOT NULL
);
CREATE INDEX words_conversation ON words (conversation, n);
CREATE INDEX words_index ON words USING gin (vector);

CREATE TABLE settings (
  key   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE experts (
  id           TEXT COLLATE "C"    NOT NULL PRIMARY KEY CHECK (id <> ''),
  name         TEXT    NOT NULL,
  role         TEXT    NOT NULL CHECK (role IN ('expert', 'lead')),
  languages    TEXT    NOT NULL,
  skills       TEXT    NOT NULL,
  capacity     BIGINT NOT NULL,
  online       BOOLEAN NOT NULL,
  online_since BIGINT,
  simulated    BOOLEAN NOT NULL
);

CREATE TABLE letters (
  id        TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
  recipient TEXT COLLATE "C"    NOT NULL,
  subject   TEXT    NOT NULL,
  body      TEXT    NOT NULL,
  link      TEXT    NOT NULL,
  kind      TEXT    NOT NULL,
  at        BIGINT NOT NULL
);
CREATE INDEX letters_recipient ON letters (recipient, at, id);
CREATE INDEX letters_at ON letters (at, id);
