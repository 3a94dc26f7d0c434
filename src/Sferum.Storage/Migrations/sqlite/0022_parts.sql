-- step: expand
-- What messages carry beside their text. parts: flags of PartKinds; readers of messages without any look for none.
ALTER TABLE message ADD COLUMN parts INTEGER NOT NULL DEFAULT 0;

-- Who is mentioned: a person, or a group (all, role:…, class:…). Deleted with the message.
CREATE TABLE mention (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  place INTEGER NOT NULL,
  person_id TEXT REFERENCES person (id),
  grp TEXT,
  label TEXT NOT NULL CHECK (length(label) <= 100),
  PRIMARY KEY (chat_id, number, place),
  CHECK ((person_id IS NULL) <> (grp IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_mention_person ON mention (chat_id, person_id, number) WHERE person_id IS NOT NULL;
CREATE INDEX ix_mention_group ON mention (chat_id, grp, number) WHERE grp IS NOT NULL;
INSERT INTO mention (chat_id, number, place, grp, label) SELECT chat_id, number, 0, 'all', '' FROM chat_log WHERE kind = 1 AND target = 0;

-- Whose message a forwarded one was first. Not in which chat: not everybody here may know of it.
CREATE TABLE forwarded (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  author_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (chat_id, number)
) STRICT, WITHOUT ROWID;

-- An erasure finds what others passed on.
CREATE INDEX ix_forwarded_author ON forwarded (author_id);

-- A poll is a message whose text is the question.
CREATE TABLE poll (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  multiple INTEGER NOT NULL,
  shows_who INTEGER NOT NULL,
  closes_at INTEGER,
  PRIMARY KEY (chat_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE poll_option (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 11),
  text TEXT NOT NULL CHECK (length(text) <= 100),
  PRIMARY KEY (chat_id, number, place),
  FOREIGN KEY (chat_id, number) REFERENCES poll (chat_id, number)
) STRICT, WITHOUT ROWID;

-- One vote a person, whatever it chooses: a bit for each option.
CREATE TABLE poll_vote (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  choices INTEGER NOT NULL CHECK (choices BETWEEN 1 AND 4095),
  PRIMARY KEY (chat_id, number, person_id),
  FOREIGN KEY (chat_id, number) REFERENCES poll (chat_id, number)
) STRICT, WITHOUT ROWID;
