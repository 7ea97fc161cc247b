-- +goose Up

-- The markets that an expert answers for; an empty list is every market.
ALTER TABLE experts ADD COLUMN markets TEXT NOT NULL DEFAULT '[]';

-- Each open expert screen asks for its own offers, however long the line is.
CREATE INDEX matters_offer ON matters (offer_to) WHERE offer_to <> '';
