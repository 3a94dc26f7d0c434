-- step: expand
-- Erasures that are decided and still have messages to take the words from; a row is the proof that it was done. Nobody works on one before due_at.
CREATE TABLE erasure (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  school_id TEXT NOT NULL REFERENCES school (id),
  whole INTEGER NOT NULL,
  asked_by TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX ix_erasure_due ON erasure (due_at) WHERE finished_at IS NULL;
CREATE INDEX ix_erasure_person ON erasure (person_id);

-- Every chat that somebody was ever in: what an export shows and an erasure visits.
CREATE INDEX ix_chat_member_whose ON chat_member (person_id, chat_id);
