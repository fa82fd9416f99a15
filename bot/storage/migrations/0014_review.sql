-- What is learned stays: what was reviewed, as it happened, and when each card is asked next.
-- Times are milliseconds since 1970, UTC.

-- `number` counts the reviews of a card, from 1: nothing is counted twice. `answer_key` stands for the right answer
-- that the question had, `given` is what was answered, `asked_in` where: in a lesson, a group, a review. `seconds` from
-- being asked to the answer, where that is known.
CREATE TABLE reviews (
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    course_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    answer_key TEXT NOT NULL,
    reviewed_at BIGINT NOT NULL,
    result TEXT NOT NULL,
    given TEXT NOT NULL,
    hinted INTEGER NOT NULL,
    seconds INTEGER,
    asked_in TEXT NOT NULL,
    PRIMARY KEY (learner_id, course_id, question_id, number)
);

-- A cache of the reviews, but for `aside`: the learner does not want to be asked. `stability`, `difficulty`, `state` and
-- `last_review` are FSRS's, and NULL before the first review. `gone`: its question is not taught any more.
CREATE TABLE cards (
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    course_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    answer_key TEXT NOT NULL,
    reviews INTEGER NOT NULL,
    due BIGINT NOT NULL,
    stability DOUBLE PRECISION,
    difficulty DOUBLE PRECISION,
    state INTEGER,
    last_review BIGINT,
    aside INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (learner_id, course_id, question_id)
);

CREATE INDEX cards_by_due ON cards (learner_id, due) WHERE aside = 0 AND gone = 0;
