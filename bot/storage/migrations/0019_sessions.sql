-- The session a learner is in, or was in last, and its cards; and how many they want in one.

-- `number` counts a learner's sessions, `position` the cards of this one, from 0. `draft` and `hinted` are of the card that is
-- asked, `asked_at` when it came to be; `message_id` is the message that shows it.
CREATE TABLE review_sessions (
    learner_id BIGINT PRIMARY KEY REFERENCES learners (id),
    number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    draft TEXT NOT NULL,
    hinted INTEGER NOT NULL,
    started_at BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    message_id BIGINT
);

-- `written`: asked in the written form. `result` is NULL while it is not answered with `given`, or set aside instead.
CREATE TABLE session_cards (
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    position INTEGER NOT NULL,
    course_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    written INTEGER NOT NULL,
    given TEXT NOT NULL,
    result TEXT,
    aside INTEGER NOT NULL,
    PRIMARY KEY (learner_id, position)
);

ALTER TABLE learners ADD COLUMN session_size INTEGER NOT NULL DEFAULT 20;

-- How many cards a change of a course meets is told before it is published.
CREATE INDEX cards_by_question ON cards (course_id, question_id, gone);

-- A card whose question has another right answer begins anew: `due` is since when then, and what the last review left
-- is kept, with when it was `planned` for (NULL: that is `due`), should the old answer come back.
ALTER TABLE cards ADD COLUMN planned BIGINT;
ALTER TABLE cards ADD COLUMN anew INTEGER NOT NULL DEFAULT 0;
