-- Broadcasts that an admin is asked about before they are sent, or sent on: due when no bot was at work, or under way
-- when the backup was made that the database was restored from. Times as in 0001.

-- `hold`: why it is on hold: late or restored. `holds`: how often it has been. `due_at`: when it was to be sent, or sent
-- on. `asked_at`: when somebody was asked. `confirmed_at`: when an admin said that it is to be sent.
ALTER TABLE broadcasts ADD COLUMN hold TEXT;
ALTER TABLE broadcasts ADD COLUMN holds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE broadcasts ADD COLUMN due_at BIGINT;
ALTER TABLE broadcasts ADD COLUMN asked_at BIGINT;
ALTER TABLE broadcasts ADD COLUMN confirmed_at BIGINT;

UPDATE broadcasts SET confirmed_at = created_at WHERE state = 'scheduled';

-- When somebody was last at work; `name` tells at what.
CREATE TABLE last_looks (
    name TEXT PRIMARY KEY,
    looked_at BIGINT NOT NULL
);
