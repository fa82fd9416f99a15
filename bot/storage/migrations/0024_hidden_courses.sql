-- Courses that nobody new finds: who has begun one keeps it.
CREATE TABLE hidden_courses (
    course_id TEXT PRIMARY KEY,
    hidden_at INTEGER NOT NULL
);
