-- A card whose question has another right answer begins anew: `due` is since when then, and what the last review left
-- is kept, with when it was `planned` for (NULL: that is `due`), should the old answer come back.
ALTER TABLE cards ADD COLUMN planned BIGINT;
ALTER TABLE cards ADD COLUMN anew INTEGER NOT NULL DEFAULT 0;
