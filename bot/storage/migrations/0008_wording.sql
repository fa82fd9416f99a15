-- What a round asked: the wording of its question when it was drawn; '' for rounds from before, whose question
-- is taken for what is taught when the bot starts next.
ALTER TABLE rounds ADD COLUMN wording TEXT NOT NULL DEFAULT '';
