-- The first words of a message that its admin sent to be copied, so that they can tell their broadcasts apart. It goes
-- with the admin.
ALTER TABLE composers ADD COLUMN excerpt TEXT NOT NULL DEFAULT '';
