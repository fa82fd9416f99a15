-- Who runs the school, what they are about to publish, what learners report, and how many learn a day.
-- Times are milliseconds since 1970, UTC.

-- Those appointed in the chat; those of ADMIN_IDS have no row.
CREATE TABLE admins (
    learner_id BIGINT PRIMARY KEY REFERENCES learners (id),
    appointed_at BIGINT NOT NULL
);

-- A file that an admin sent, from its arrival until it is published or thrown away. Its files lie in a folder of
-- this number; `name` is what it was called. `folder` is the course's folder, `base` the digest of what was in it
-- then; '' until it is clear which course it belongs to.
CREATE TABLE uploads (
    id BIGINT PRIMARY KEY,
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    folder TEXT NOT NULL,
    base TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX uploads_by_learner ON uploads (learner_id);

-- What a person's next message is taken for: the words of a report on a step, or the answer to a report.
CREATE TABLE wishes (
    learner_id BIGINT PRIMARY KEY REFERENCES learners (id),
    course_id TEXT,
    step_id TEXT,
    report_id BIGINT,
    asked_at BIGINT NOT NULL
);

-- `message_id` and `answer_message_id` are the messages that the words came in, should they come again; `told_at`
-- and `delivered_at`: when the admins were told, and when the learner had the answer.
CREATE TABLE reports (
    id BIGINT PRIMARY KEY,
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    message_id BIGINT NOT NULL,
    course_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    words TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    told_at BIGINT,
    answered_at BIGINT,
    answer_message_id BIGINT,
    delivered_at BIGINT
);

CREATE INDEX reports_by_learner ON reports (learner_id, made_at);
CREATE INDEX reports_open ON reports (answered_at, id);

-- How many learners were here on a day, counted in days since 1970, UTC: numbers alone, about nobody.
CREATE TABLE active_days (
    day INTEGER PRIMARY KEY,
    learners INTEGER NOT NULL
);

INSERT INTO active_days (day, learners)
SELECT answered_at / 86400000, COUNT(DISTINCT learner_id) FROM answers GROUP BY answered_at / 86400000;

-- What the statistics count, in the order in which they count it: without these a look at 100,000 learners takes
-- seconds.
CREATE INDEX first_answers ON answers (course_id, step_id, result, chosen) WHERE attempt = 1 AND run = 1;
CREATE INDEX finished_lessons ON lesson_visits (course_id, lesson_id, learner_id) WHERE finished_at IS NOT NULL;
