-- Who learns, where they stand, and what they answered.
-- Times are milliseconds since 1970, UTC. Lists of ids are separated by blanks.

-- `started_at`: when they first came to the bot's private chat; nobody else may be written to there.
-- `gone_at`: they blocked the bot, or are not in Telegram any more.
CREATE TABLE learners (
    id BIGINT PRIMARY KEY,
    first_name TEXT NOT NULL,
    language_code TEXT NOT NULL,
    pictures TEXT NOT NULL,
    course_id TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    started_at BIGINT,
    gone_at BIGINT
);

-- One row a run through a course; the newest run is the present one. `lesson_id`, `lesson_number` and
-- `step_number` tell where the place was when it was saved, for the day its step is taken out of the course.
CREATE TABLE progress (
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    course_id TEXT NOT NULL,
    run INTEGER NOT NULL,
    visit INTEGER NOT NULL,
    place TEXT NOT NULL,
    place_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    chosen TEXT NOT NULL,
    hinted INTEGER NOT NULL,
    lesson_id TEXT NOT NULL,
    lesson_number INTEGER NOT NULL,
    step_number INTEGER NOT NULL,
    message_id BIGINT,
    message_visit INTEGER,
    message_at BIGINT,
    begun_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (learner_id, course_id, run)
);

CREATE TABLE lesson_visits (
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    course_id TEXT NOT NULL,
    run INTEGER NOT NULL,
    lesson_id TEXT NOT NULL,
    bookmark TEXT,
    finished_at BIGINT,
    PRIMARY KEY (learner_id, course_id, run, lesson_id)
);

CREATE TABLE answers (
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    course_id TEXT NOT NULL,
    run INTEGER NOT NULL,
    step_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    chosen TEXT NOT NULL,
    result TEXT NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (learner_id, course_id, run, step_id, attempt)
);

-- Taps whose buttons stay good for ever (a jump, a tick) are remembered for as long as Telegram may deliver
-- them again.
CREATE TABLE taps (
    id TEXT PRIMARY KEY,
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    tapped_at BIGINT NOT NULL
);

CREATE INDEX taps_by_time ON taps (tapped_at);
CREATE INDEX taps_by_learner ON taps (learner_id);

-- Telegram's names for files it has: they belong to one bot, and to the exact bytes.
CREATE TABLE files (
    bot_id BIGINT NOT NULL,
    digest TEXT NOT NULL,
    file_id TEXT NOT NULL,
    PRIMARY KEY (bot_id, digest)
);
