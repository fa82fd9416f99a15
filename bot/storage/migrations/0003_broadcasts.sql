-- Messages that admins send to many chats, and what became of each. Times as in 0001.

-- `announcements`: 0 where the learner has stopped them. `time_zone`: a name of the IANA database, once told.
ALTER TABLE learners ADD COLUMN announcements INTEGER NOT NULL DEFAULT 1;
ALTER TABLE learners ADD COLUMN time_zone TEXT;

-- Those who may be written to unasked, and nobody else: an audience is counted from these alone.
CREATE INDEX audience_by_seen ON learners (seen_at, id, time_zone)
    WHERE started_at IS NOT NULL AND gone_at IS NULL AND announcements = 1;
CREATE INDEX audience_by_language ON learners (language_code, id, time_zone)
    WHERE started_at IS NOT NULL AND gone_at IS NULL AND announcements = 1;
CREATE INDEX progress_by_course ON progress (course_id, learner_id, finished_at);

-- The content is either a message in the composer's chat, to be copied, or a text of our own; a draft may have
-- neither yet. `at`: empty for at once. `problem`: why it has paused by itself.
CREATE TABLE broadcasts (
    id BIGINT PRIMARY KEY,
    state TEXT NOT NULL,
    copy_message_id BIGINT,
    html TEXT,
    course_id TEXT,
    lesson_id TEXT,
    audience TEXT NOT NULL,
    at BIGINT,
    starts_at BIGINT,
    zone TEXT NOT NULL,
    local INTEGER NOT NULL,
    quiet_start INTEGER NOT NULL,
    quiet_end INTEGER NOT NULL,
    resends INTEGER NOT NULL,
    problem TEXT,
    created_at BIGINT NOT NULL,
    queued_at BIGINT,
    ended_at BIGINT,
    reported_at BIGINT
);

CREATE INDEX broadcasts_by_state ON broadcasts (state, starts_at);

-- The admin who composes a broadcast and is told about it. `asked`: what their next message is taken for.
-- `card_id`: the message that shows them the broadcast.
CREATE TABLE composers (
    broadcast_id BIGINT PRIMARY KEY REFERENCES broadcasts (id),
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    asked TEXT NOT NULL,
    card_id BIGINT
);

CREATE INDEX composers_by_learner ON composers (learner_id);

-- One row a chat, made when the broadcast begins. state: waiting, claimed (being sent), sent, failed, unknown.
-- `zone`: the learner's time zone then, '' where not known.
CREATE TABLE deliveries (
    broadcast_id BIGINT NOT NULL REFERENCES broadcasts (id),
    chat_id BIGINT NOT NULL,
    zone TEXT NOT NULL,
    state TEXT NOT NULL,
    message_id BIGINT,
    reason TEXT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (broadcast_id, chat_id)
);

CREATE INDEX deliveries_by_state ON deliveries (broadcast_id, state, zone, chat_id);
CREATE INDEX deliveries_by_chat ON deliveries (chat_id);
