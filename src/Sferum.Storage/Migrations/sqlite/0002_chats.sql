-- step: expand
-- A chat follows the roster by what it stands for: a school, a class, a section.
CREATE TABLE chat (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT REFERENCES school (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  class_id TEXT REFERENCES school_class (id),
  section_id TEXT REFERENCES section (id),
  rev INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;
CREATE UNIQUE INDEX ux_chat_school ON chat (school_id, kind) WHERE kind IN ('school', 'staff');
CREATE UNIQUE INDEX ux_chat_class ON chat (class_id, kind) WHERE class_id IS NOT NULL AND kind IN ('class', 'guardians');
CREATE UNIQUE INDEX ux_chat_section ON chat (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX ix_chat_school ON chat (school_id);

-- Membership windows (from_number, to_number]; came_number is the row that told of the coming.
CREATE TABLE chat_member (
  chat_id TEXT NOT NULL REFERENCES chat (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL,
  from_number INTEGER NOT NULL,
  came_number INTEGER NOT NULL,
  to_number INTEGER,
  PRIMARY KEY (chat_id, person_id, came_number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ux_chat_member_present ON chat_member (chat_id, person_id) WHERE to_number IS NULL;
CREATE INDEX ix_chat_member_person ON chat_member (person_id) WHERE to_number IS NULL;
CREATE INDEX ix_chat_member_came ON chat_member (chat_id, came_number);
CREATE INDEX ix_chat_member_went ON chat_member (chat_id, to_number) WHERE to_number IS NOT NULL;

-- The log: what happened, numbered 1..n per chat. It holds no text. kind as in ChatEventKind.
CREATE TABLE chat_log (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  author_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  target INTEGER,
  body_hash BLOB,
  PRIMARY KEY (chat_id, number),
  CHECK (number > 0 AND posts >= 0 AND posts <= number)
) STRICT, WITHOUT ROWID;
-- P3: once, for ever.
CREATE UNIQUE INDEX ux_chat_log_request ON chat_log (chat_id, author_id, request_id);

-- Current state of each message; text null when deleted.
CREATE TABLE message (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  text TEXT,
  reply_to INTEGER,
  edited_at INTEGER,
  deleted_at INTEGER,
  PRIMARY KEY (chat_id, number),
  CHECK (length(text) <= 4000 AND instr(text, char(0)) = 0)
) STRICT;

-- Texts as they were before the row at_number edited or deleted them; read only by the evidence procedure.
CREATE TABLE evidence (
  chat_id TEXT NOT NULL,
  at_number INTEGER NOT NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (chat_id, at_number)
) STRICT;
CREATE INDEX ix_evidence_message ON evidence (chat_id, number);

CREATE TABLE pin (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at_number INTEGER NOT NULL,
  PRIMARY KEY (chat_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE reaction (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  emoji TEXT NOT NULL,
  PRIMARY KEY (chat_id, number, person_id, emoji)
) STRICT, WITHOUT ROWID;

-- The revision at which the reactions of a message last changed: resume by rev.
CREATE TABLE message_rev (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  PRIMARY KEY (chat_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_message_rev ON message_rev (chat_id, rev);

CREATE TABLE read_mark (
  chat_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (chat_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_read_mark_top ON read_mark (chat_id, number);
