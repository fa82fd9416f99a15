-- Who left a review for now is not asked its card any more: what they write is no answer to it.
ALTER TABLE review_sessions ADD COLUMN is_left INTEGER NOT NULL DEFAULT 0;
