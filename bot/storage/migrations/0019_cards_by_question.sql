-- How many cards a change of a course meets is told before it is published.
CREATE INDEX cards_by_question ON cards (course_id, question_id, gone);
