-- +goose Up

-- An open matter always has a time at which somebody looks at it, also when
-- nobody waits in it; and a team may hold what no expert's slot does. SQLite
-- cannot change a CHECK, so the table is made anew.
CREATE TABLE matters_new (
  conversation  TEXT    NOT NULL,
  id            TEXT    NOT NULL,
  topic         TEXT    NOT NULL,
  holder        TEXT    NOT NULL CHECK (holder IN ('assistant', 'line', 'expert', 'team', 'none')),
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
  edition       TEXT    NOT NULL DEFAULT '',
  PRIMARY KEY (conversation, id),
  CONSTRAINT open_means_due CHECK (closed = (due IS NULL)),
  CONSTRAINT a_place_has_a_beginning CHECK ((holder IN ('line', 'expert', 'team')) = (since IS NOT NULL)),
  CONSTRAINT an_expert_has_a_name CHECK (holder <> 'expert' OR expert <> ''),
  CONSTRAINT asked_for_means_coming CHECK (NOT asked OR holder IN ('line', 'expert', 'team')),
  CONSTRAINT a_place_has_a_mode CHECK (holder NOT IN ('line', 'expert', 'team') OR mode IN ('live', 'written', 'callback')),
  CONSTRAINT closed_means_nobody CHECK (closed = (holder = 'none')),
  CONSTRAINT closed_has_a_time CHECK (NOT closed OR closed_at IS NOT NULL),
  CONSTRAINT an_offer_ends CHECK (offer = '' OR (holder IN ('line', 'expert', 'team') AND offer_to <> '' AND offer_expires IS NOT NULL))
) WITHOUT ROWID;
INSERT INTO matters_new SELECT m.conversation, m.id, m.topic, m.holder, m.expert, m.why, m.mode, m.since,
  CASE WHEN m.closed THEN NULL ELSE COALESCE(m.due, c.turn_due, c.updated_at + 259200000) END,
  m.owes, m.priority, m.broken, m.asked, m.sensitive, m.closed, m.outcome, m.closed_at, m.offer, m.offer_to, m.offer_expires, m.refused, m.edition
  FROM matters m JOIN conversations c ON c.id = m.conversation;
DROP TABLE matters;
ALTER TABLE matters_new RENAME TO matters;
CREATE INDEX matters_line ON matters (priority, since) WHERE holder = 'line';
CREATE INDEX matters_expert ON matters (expert) WHERE holder = 'expert';
CREATE INDEX matters_offer ON matters (offer_to) WHERE offer_to <> '';
CREATE INDEX matters_edition ON matters (edition) WHERE edition <> '';

-- What was left open before is looked at in three days, and has its own time from then on.
UPDATE conversations SET wake_at = updated_at + 259200000
  WHERE wake_at IS NULL AND id IN (SELECT conversation FROM matters WHERE holder = 'assistant');
