-- Pictures that are drawn for one learner alone.

-- How a learner wants what is drawn for them, and whether the weeks in which they practised are counted.
ALTER TABLE learners ADD COLUMN theme TEXT NOT NULL DEFAULT 'light';
ALTER TABLE learners ADD COLUMN weeks INTEGER NOT NULL DEFAULT 1;

-- Telegram's name for the newest drawing of each kind that a learner had; `digest` is what it was drawn from.
CREATE TABLE drawings (
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    subject TEXT NOT NULL,
    bot_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    file_id TEXT NOT NULL,
    PRIMARY KEY (learner_id, subject)
);
