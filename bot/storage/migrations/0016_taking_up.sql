-- What is answered in lessons and groups becomes reviews and cards later, so that an answer costs nothing more. It is found
-- by its time.

ALTER TABLE answers ADD COLUMN hinted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE answers ADD COLUMN seconds INTEGER;

CREATE INDEX answers_by_time ON answers (answered_at, learner_id);
CREATE INDEX round_answers_by_time ON round_answers (answered_at, learner_id);
CREATE INDEX lesson_visits_by_finish ON lesson_visits (finished_at, learner_id);

-- `taken_until`: the last moment of what was taken up of a learner's.
CREATE TABLE reviewers (
    learner_id BIGINT PRIMARY KEY REFERENCES learners (id),
    taken_until BIGINT NOT NULL
);

-- How far everybody's was looked through: the last row, by table.
CREATE TABLE sweeps (
    name TEXT PRIMARY KEY,
    until BIGINT NOT NULL,
    last_learner BIGINT NOT NULL
);
