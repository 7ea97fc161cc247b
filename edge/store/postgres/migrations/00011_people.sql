-- +goose Up

-- Whoever applies to become an expert. The body is what they told and did, and
-- what was decided; erased with the row.
CREATE TABLE applications (
    id         TEXT PRIMARY KEY,
    state      TEXT NOT NULL,
    expert     TEXT NOT NULL,
    secret     TEXT NOT NULL,
    body       TEXT NOT NULL,
    version    BIGINT NOT NULL CHECK (version > 0),
    changed_at BIGINT NOT NULL
);

CREATE INDEX applications_state ON applications (state, changed_at);
-- One admission makes one expert.
CREATE UNIQUE INDEX applications_expert ON applications (expert) WHERE expert <> '';

-- Practices with scripted customers, of applicants and of experts.
CREATE TABLE practices (
    id       TEXT PRIMARY KEY,
    owner    TEXT NOT NULL,
    body     TEXT NOT NULL,
    passed   SMALLINT NOT NULL CHECK (passed IN (0, 1)),
    points   BIGINT NOT NULL CHECK (points BETWEEN 0 AND 100),
    version  BIGINT NOT NULL CHECK (version > 0),
    at       BIGINT NOT NULL
);

CREATE INDEX practices_owner ON practices (owner, at);
