-- What was sent to whom about a report: the report to an admin, or the answer to its learner. A row is made before it
-- is sent, and taken away where it surely did not arrive: nothing is sent twice.
CREATE TABLE report_notices (
    report_id BIGINT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    claimed_at BIGINT NOT NULL,
    PRIMARY KEY (report_id, learner_id)
);

CREATE INDEX report_notices_by_learner ON report_notices (learner_id);
