-- step: expand
-- Erasures that are decided and still have messages to take the words from; a row is the proof that it was done. Nobody works on one before due_at.
CREATE TABLE erasure (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  school_id uuid NOT NULL REFERENCES school (id),
  whole smallint NOT NULL,
  asked_by uuid NOT NULL REFERENCES person (id),
  created_at bigint NOT NULL,
  due_at bigint NOT NULL,
  finished_at bigint
);
CREATE INDEX ix_erasure_due ON erasure (due_at) WHERE finished_at IS NULL;
CREATE INDEX ix_erasure_person ON erasure (person_id);

-- Every chat that somebody was ever in: what an export shows and an erasure visits.
CREATE INDEX ix_chat_member_whose ON chat_member (person_id, chat_id);
