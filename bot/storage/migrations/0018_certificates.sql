-- Certificates, and the name for them where a learner said that it be kept.
ALTER TABLE learners ADD COLUMN certificate_name TEXT;

-- A learner has one for a course at the most; one that is withdrawn is deleted. The title and the result are those of
-- the day, `issued_on` is a date (2026-03-02) by the learner's calendar. `message_id`: the message that the name was
-- taken from last, should it come again.
CREATE TABLE certificates (
    id TEXT PRIMARY KEY,
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    course_id TEXT NOT NULL,
    title TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    lessons INTEGER NOT NULL,
    questions INTEGER NOT NULL,
    first_tries INTEGER NOT NULL,
    right_by_now INTEGER NOT NULL,
    message_id BIGINT,
    UNIQUE (learner_id, course_id)
);

-- A person's next message is the name for this course's certificate where neither a step nor a report is named.
-- `keeps_name`: it will be kept.
ALTER TABLE wishes ADD COLUMN keeps_name INTEGER NOT NULL DEFAULT 0;
