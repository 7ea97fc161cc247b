-- +goose Up

-- Who else must act before the customer can hear more; a word is owed all the
-- same. And whose duty a matter is that no expert's slot holds.
ALTER TABLE matters ADD COLUMN others TEXT NOT NULL DEFAULT '' CONSTRAINT who_waits_for_others_owes_a_word CHECK (others = '' OR owes);
ALTER TABLE matters ADD COLUMN team TEXT NOT NULL DEFAULT '';
CREATE INDEX matters_team ON matters (due) WHERE holder = 'team';
CREATE INDEX matters_due ON matters (due) WHERE holder IN ('line', 'expert', 'team');
