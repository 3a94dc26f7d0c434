-- step: expand
-- Whether students who need a consent of a legal representative and have none only read: the director decides it with the consent's text.
ALTER TABLE school ADD COLUMN consent_required smallint NOT NULL DEFAULT 0;

-- Whether the member only reads, as the member was told: a chat that follows the roster brings it in step, and tells whom it concerns.
ALTER TABLE chat_member ADD COLUMN limited smallint NOT NULL DEFAULT 0;
UPDATE chat_member SET limited = 1 WHERE to_number IS NULL AND person_id IN (SELECT id FROM person WHERE limited_at IS NOT NULL);
