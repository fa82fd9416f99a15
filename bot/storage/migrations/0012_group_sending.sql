-- What goes out to groups is claimed first, and what may have arrived is not sent again by itself.

-- `claimed`: what is on its way at this moment, as "section:<id>:" or "round:<number>:<question>"; found after
-- a start, nobody knows whether it arrived. `unknown`: what may or may not have arrived; `refused`: what Telegram did not take.
-- `troubles`: what the chat does not allow. `retry_at`: nothing is sent before, after so many failed `tries`.
ALTER TABLE groups ADD COLUMN claimed TEXT;
ALTER TABLE groups ADD COLUMN unknown TEXT NOT NULL DEFAULT '';
ALTER TABLE groups ADD COLUMN refused TEXT NOT NULL DEFAULT '';
ALTER TABLE groups ADD COLUMN troubles TEXT NOT NULL DEFAULT '';
ALTER TABLE groups ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE groups ADD COLUMN retry_at BIGINT;
