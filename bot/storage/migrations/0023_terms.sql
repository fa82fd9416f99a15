-- Each process that comes to work on this database begins a term, and ends the one before it: whoever belongs to an
-- earlier one than the last must not write any more.
INSERT INTO counters (name, last) VALUES ('terms', 0);
