-- step: expand
-- A chat follows the roster by what it stands for: a school, a class, a section.
CREATE TABLE chat (
  id uuid PRIMARY KEY,
  school_id uuid REFERENCES school (id),
  kind text NOT NULL,
  title text NOT NULL,
  class_id uuid REFERENCES school_class (id),
  section_id uuid REFERENCES section (id),
  rev bigint NOT NULL DEFAULT 0,
  created_at bigint NOT NULL,
  archived_at bigint
);
CREATE UNIQUE INDEX ux_chat_school ON chat (school_id, kind) WHERE kind IN ('school', 'staff');
CREATE UNIQUE INDEX ux_chat_class ON chat (class_id, kind) WHERE class_id IS NOT NULL AND kind IN ('class', 'guardians');
CREATE UNIQUE INDEX ux_chat_section ON chat (section_id) WHERE section_id IS NOT NULL;
CREATE INDEX ix_chat_school ON chat (school_id);

-- Membership windows (from_number, to_number]; came_number is the row that told of the coming.
CREATE TABLE chat_member (
  chat_id uuid NOT NULL REFERENCES chat (id),
  person_id uuid NOT NULL REFERENCES person (id),
  role text NOT NULL,
  from_number bigint NOT NULL,
  came_number bigint NOT NULL,
  to_number bigint,
  PRIMARY KEY (chat_id, person_id, came_number)
);
CREATE UNIQUE INDEX ux_chat_member_present ON chat_member (chat_id, person_id) WHERE to_number IS NULL;
CREATE INDEX ix_chat_member_person ON chat_member (person_id) WHERE to_number IS NULL;
CREATE INDEX ix_chat_member_came ON chat_member (chat_id, came_number);
CREATE INDEX ix_chat_member_went ON chat_member (chat_id, to_number) WHERE to_number IS NOT NULL;

-- The log: what happened, numbered 1..n per chat. It holds no text. kind as in ChatEventKind.
CREATE TABLE chat_log (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  kind smallint NOT NULL,
  author_id uuid NOT NULL,
  request_id uuid NOT NULL,
  at bigint NOT NULL,
  posts bigint NOT NULL,
  target bigint,
  body_hash bytea,
  PRIMARY KEY (chat_id, number),
  CHECK (number > 0 AND posts >= 0 AND posts <= number)
);
-- P3: once, for ever.
CREATE UNIQUE INDEX ux_chat_log_request ON chat_log (chat_id, author_id, request_id);

-- Current state of each message; text null when deleted.
CREATE TABLE message (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  text text,
  reply_to bigint,
  edited_at bigint,
  deleted_at bigint,
  PRIMARY KEY (chat_id, number),
  CHECK (length(text) <= 4000)
);

-- Texts as they were before the row at_number edited or deleted them; read only by the evidence procedure.
CREATE TABLE evidence (
  chat_id uuid NOT NULL,
  at_number bigint NOT NULL,
  number bigint NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (chat_id, at_number)
);
CREATE INDEX ix_evidence_message ON evidence (chat_id, number);

CREATE TABLE pin (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  at_number bigint NOT NULL,
  PRIMARY KEY (chat_id, number)
);

CREATE TABLE reaction (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  person_id uuid NOT NULL,
  emoji text NOT NULL,
  PRIMARY KEY (chat_id, number, person_id, emoji)
);

-- The revision at which the reactions of a message last changed: resume by rev.
CREATE TABLE message_rev (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  rev bigint NOT NULL,
  PRIMARY KEY (chat_id, number)
);
CREATE INDEX ix_message_rev ON message_rev (chat_id, rev);

CREATE TABLE read_mark (
  chat_id uuid NOT NULL,
  person_id uuid NOT NULL,
  number bigint NOT NULL,
  posts bigint NOT NULL,
  PRIMARY KEY (chat_id, person_id)
);
CREATE INDEX ix_read_mark_top ON read_mark (chat_id, number);
