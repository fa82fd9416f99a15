-- Courses as admins published them, for processes whose disk does not have them. `name` is what the shelf calls a
-- version: since when it is taught, and the digest of its files. `deployed` is the digest of what the operator had put
-- into CONTENT_DIR before it ('' where that was nothing).
CREATE TABLE published_courses (
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    deployed TEXT NOT NULL,
    PRIMARY KEY (folder, name)
);

-- `digest` is the sha-256 of a file.
CREATE TABLE published_files (
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (folder, name, path)
);
CREATE INDEX published_files_by_digest ON published_files (digest);

CREATE TABLE published_contents (
    digest TEXT PRIMARY KEY,
    content BLOB NOT NULL
);
