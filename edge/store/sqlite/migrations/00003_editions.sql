-- +goose Up

-- The flows that conversations under way began with, each as one archive under
-- the digest of its files. seen_at is when a node was last known to use it.
CREATE TABLE editions (
  digest  TEXT NOT NULL PRIMARY KEY CHECK (digest <> ''),
  body    BLOB NOT NULL,
  seen_at INTEGER NOT NULL
);

-- The edition that an open matter is in the middle of; '' is none.
ALTER TABLE matters ADD COLUMN edition TEXT NOT NULL DEFAULT '';
CREATE INDEX matters_edition ON matters (edition) WHERE edition <> '';
