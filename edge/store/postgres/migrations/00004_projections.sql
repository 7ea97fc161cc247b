-- +goose Up

-- A projection is read along the log itself: its number is never above the
-- event's own, so the primary key finds where to begin. That it has no gap and
-- no number twice is held by the conversation's row, at every commit.
DROP INDEX events_customer;
DROP INDEX events_staff;
