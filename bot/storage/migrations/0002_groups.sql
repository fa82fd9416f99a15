-- Groups and channels that study together, their rounds, and who may be seen under which name.
-- Times are milliseconds since 1970, UTC. Lists are separated by blanks.

-- `key` stays when Telegram gives the chat another id: all else refers to it. `minute` counts from local
-- midnight, `days` from Monday = 0. `posted_id` is the section that went out last, with its place in the
-- course for the day it is taken out. `pending`: sections that were decided upon and have yet to go out.
-- `menu_id`: the newest message with the setup. `commanded_id`: the newest message whose command was acted upon.
-- `removed_at`: the bot was taken out of the chat.
CREATE TABLE groups (
    key TEXT PRIMARY KEY,
    chat_id BIGINT NOT NULL UNIQUE,
    former_chat_id BIGINT,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    course_id TEXT,
    thread_id BIGINT,
    time_zone TEXT,
    days TEXT NOT NULL,
    minute INTEGER NOT NULL,
    sections INTEGER NOT NULL,
    style TEXT NOT NULL,
    round_minutes INTEGER NOT NULL,
    next_post_at BIGINT,
    posted_id TEXT,
    lesson_id TEXT,
    lesson_number INTEGER,
    step_number INTEGER,
    pending TEXT NOT NULL,
    menu_id BIGINT,
    commanded_id BIGINT,
    begun_at BIGINT,
    added_at BIGINT NOT NULL,
    removed_at BIGINT
);

CREATE INDEX groups_by_next_post ON groups (next_post_at);

-- Who added the bot: a channel is set up in their private chat.
CREATE TABLE hosts (
    group_key TEXT NOT NULL REFERENCES groups (key),
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    PRIMARY KEY (group_key, learner_id)
);

CREATE INDEX hosts_by_learner ON hosts (learner_id);

-- One question asked in a group. `options` are in the order in which they were shown. Without a message it has
-- yet to go out; `shown_at`: when its closing was shown.
CREATE TABLE rounds (
    group_key TEXT NOT NULL REFERENCES groups (key),
    number INTEGER NOT NULL,
    course_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    options TEXT NOT NULL,
    style TEXT NOT NULL,
    message_id BIGINT,
    poll_id TEXT UNIQUE,
    opened_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    closed_at BIGINT,
    shown_at BIGINT,
    PRIMARY KEY (group_key, number)
);

CREATE INDEX rounds_by_closing ON rounds (closed_at, closes_at);

-- The first answer of each learner: the key makes a second one impossible.
CREATE TABLE round_answers (
    group_key TEXT NOT NULL,
    number INTEGER NOT NULL,
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    chosen TEXT NOT NULL,
    correct INTEGER NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (group_key, number, learner_id),
    FOREIGN KEY (group_key, number) REFERENCES rounds (group_key, number)
);

CREATE INDEX round_answers_by_learner ON round_answers (learner_id);

-- Options ticked so far where several have to be chosen.
CREATE TABLE round_ticks (
    group_key TEXT NOT NULL,
    number INTEGER NOT NULL,
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    chosen TEXT NOT NULL,
    PRIMARY KEY (group_key, number, learner_id),
    FOREIGN KEY (group_key, number) REFERENCES rounds (group_key, number)
);

CREATE INDEX round_ticks_by_learner ON round_ticks (learner_id);

-- Who came from a group to learn in private: from then on that counts in the group, too.
CREATE TABLE visitors (
    group_key TEXT NOT NULL REFERENCES groups (key),
    learner_id BIGINT NOT NULL REFERENCES learners (id),
    course_id TEXT NOT NULL,
    came_at BIGINT NOT NULL,
    PRIMARY KEY (group_key, learner_id, course_id)
);

CREATE INDEX visitors_by_learner ON visitors (learner_id);

-- How a learner wants to be named on leaderboards; without a row: by their first name.
CREATE TABLE public_names (
    learner_id BIGINT PRIMARY KEY REFERENCES learners (id),
    alias TEXT,
    hidden INTEGER NOT NULL
);
