-- The last number that was given to a report, a broadcast or an upload. They stand in buttons, which stay in chats for
-- ever: the number of one that is gone must not become that of another. `name` is the table.
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    last BIGINT NOT NULL
);

-- An admin may be about to answer a report that is gone.
INSERT INTO counters (name, last)
SELECT 'reports', COALESCE(MAX(known.id), 0)
FROM (SELECT id FROM reports UNION ALL SELECT report_id FROM wishes) AS known;

INSERT INTO counters (name, last) SELECT 'broadcasts', COALESCE(MAX(id), 0) FROM broadcasts;
INSERT INTO counters (name, last) SELECT 'uploads', COALESCE(MAX(id), 0) FROM uploads;
