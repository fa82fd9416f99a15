-- Updates that were confirmed and have yet to be handled, as they came: what cannot be done soon keeps nobody else
-- from being heard. Each stays only until it was handled.

-- `line`: the person or chat whose updates are handled one after the other, in the order of `number`. `learner_id`: who
-- did it, known to the bot or not. `shows`: what the update shows, if it does nothing else.
CREATE TABLE inbox (
    line BIGINT NOT NULL,
    number BIGINT NOT NULL,
    update_id BIGINT NOT NULL UNIQUE,
    learner_id BIGINT,
    body TEXT NOT NULL,
    shows TEXT,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (line, number)
);

CREATE INDEX inbox_by_learner ON inbox (learner_id);
