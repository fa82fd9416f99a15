-- The language that a learner chose to be spoken to in, as Telegram writes it (de, pt-br); NULL: the one they have there.
ALTER TABLE learners ADD COLUMN language TEXT;

-- The one that a group's admins chose for all that is posted there; NULL: that of its course.
ALTER TABLE groups ADD COLUMN language TEXT;

-- Who has chosen one: read at each start.
CREATE INDEX learners_by_chosen_language ON learners (id) WHERE language IS NOT NULL;

-- An audience by language counts what was chosen before what Telegram tells.
DROP INDEX audience_by_language;
CREATE INDEX audience_by_language ON learners ((COALESCE(language, language_code)), id, time_zone)
    WHERE started_at IS NOT NULL AND gone_at IS NULL AND announcements = 1;
