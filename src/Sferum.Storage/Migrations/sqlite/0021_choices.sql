-- step: expand
-- How one person wants to see one chat: of what to be told, and whether it stands at the top of the list.
CREATE TABLE chat_choice (
  chat_id TEXT NOT NULL REFERENCES chat (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  level TEXT NOT NULL CHECK (level IN ('all', 'mentions', 'none')),
  pinned_at INTEGER,
  PRIMARY KEY (chat_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_chat_choice_person ON chat_choice (person_id);

-- Why somebody is silent: told to that person and to moderators.
ALTER TABLE chat_rule ADD COLUMN muted_reason TEXT CHECK (length(muted_reason) <= 200);
