-- +goose Up

-- An open matter always has a time at which somebody looks at it, also when
-- nobody waits in it; and a team may hold what no expert's slot does.
ALTER TABLE matters DROP CONSTRAINT a_place_has_a_due_time, DROP CONSTRAINT only_people_hold_places, DROP CONSTRAINT matters_holder_check,
  DROP CONSTRAINT asked_for_means_coming, DROP CONSTRAINT a_place_has_a_mode, DROP CONSTRAINT an_offer_ends;
UPDATE matters SET due = CASE WHEN matters.closed THEN NULL ELSE COALESCE(matters.due, c.turn_due, c.updated_at + 259200000) END
  FROM conversations c WHERE c.id = matters.conversation;
ALTER TABLE matters
  ADD CONSTRAINT matters_holder_check CHECK (holder IN ('assistant', 'line', 'expert', 'team', 'none')),
  ADD CONSTRAINT open_means_due CHECK (closed = (due IS NULL)),
  ADD CONSTRAINT a_place_has_a_beginning CHECK ((holder IN ('line', 'expert', 'team')) = (since IS NOT NULL)),
  ADD CONSTRAINT asked_for_means_coming CHECK (NOT asked OR holder IN ('line', 'expert', 'team')),
  ADD CONSTRAINT a_place_has_a_mode CHECK (holder NOT IN ('line', 'expert', 'team') OR mode IN ('live', 'written', 'callback')),
  ADD CONSTRAINT an_offer_ends CHECK (offer = '' OR (holder IN ('line', 'expert', 'team') AND offer_to <> '' AND offer_expires IS NOT NULL));

-- What was left open before is looked at in three days, and has its own time from then on.
UPDATE conversations SET wake_at = updated_at + 259200000
  WHERE wake_at IS NULL AND id IN (SELECT conversation FROM matters WHERE holder = 'assistant');
