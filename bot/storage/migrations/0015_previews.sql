-- The question of a draft that an admin looks at, and how far they have played it: what they write is an answer to it.
-- `upload_id` or `digest` is the draft; `given` the answers so far, as a JSON list; `message_id` shows it, and `words_id`
-- is the message of theirs that was answered last, should it come again.
CREATE TABLE previews (
    learner_id BIGINT PRIMARY KEY REFERENCES learners (id),
    upload_id BIGINT,
    digest TEXT,
    course_key TEXT NOT NULL,
    number BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    words_id BIGINT NOT NULL,
    given TEXT NOT NULL,
    draft TEXT NOT NULL,
    hinted BIGINT NOT NULL,
    revealed BIGINT NOT NULL,
    shown_at BIGINT NOT NULL
);
