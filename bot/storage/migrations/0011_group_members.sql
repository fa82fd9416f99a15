-- Who of those that learned in a group is in it still. It is believed until `known_until` (milliseconds since
-- 1970), and asked of Telegram again after that; `gone`: they left, and stay out of the leaderboard.
CREATE TABLE group_members (
    group_key TEXT NOT NULL REFERENCES groups (key),
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    known_until BIGINT NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (group_key, learner_id)
);

CREATE INDEX group_members_by_learner ON group_members (learner_id);

INSERT INTO group_members (group_key, learner_id, known_until, gone)
SELECT group_key, learner_id, 0, 0 FROM round_answers UNION SELECT group_key, learner_id, 0, 0 FROM visitors;
