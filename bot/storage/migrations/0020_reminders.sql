-- When each learner wants to be asked again, and what became of it. Times are milliseconds since 1970, UTC.

-- `state`: on, off, or quiet where nobody answered. `minute`: of the learner's day; `course`: also when only the course waits.
-- `next_at`: when it is looked whether one is to be sent. `claimed_at`: when one was last taken to be sent, and `delivery` what
-- became of it: claimed (being sent), sent, failed, unknown. `unanswered`: in a row. `awaited`: what the next words are taken
-- for, asked for at `asked_at`. `accepted_at`: when an offer was, which speaks of tomorrow.
CREATE TABLE reminders (
    learner_id BIGINT PRIMARY KEY REFERENCES learners (id),
    state TEXT NOT NULL,
    minute INTEGER,
    course INTEGER NOT NULL,
    next_at BIGINT,
    claimed_at BIGINT,
    delivery TEXT NOT NULL,
    unanswered INTEGER NOT NULL,
    awaited TEXT NOT NULL,
    asked_at BIGINT,
    accepted_at BIGINT
);

CREATE INDEX reminders_by_time ON reminders (next_at, learner_id) WHERE next_at IS NOT NULL;
CREATE INDEX reminders_under_way ON reminders (learner_id) WHERE delivery = 'claimed';
CREATE INDEX reminders_awaited ON reminders (learner_id) WHERE awaited <> '';

-- The lesson at whose end reminders were offered; empty once that was answered.
ALTER TABLE learners ADD COLUMN reminder_offer TEXT;
