-- step: expand
-- What messages carry beside their text. parts: flags of PartKinds; readers of messages without any look for none.
ALTER TABLE message ADD COLUMN parts smallint NOT NULL DEFAULT 0;

-- Who is mentioned: a person, or a group (all, role:…, class:…). Deleted with the message.
CREATE TABLE mention (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  place smallint NOT NULL,
  person_id uuid REFERENCES person (id),
  grp text,
  label text NOT NULL CHECK (length(label) <= 100),
  PRIMARY KEY (chat_id, number, place),
  CHECK ((person_id IS NULL) <> (grp IS NULL))
);
CREATE INDEX ix_mention_person ON mention (chat_id, person_id, number) WHERE person_id IS NOT NULL;
CREATE INDEX ix_mention_group ON mention (chat_id, grp, number) WHERE grp IS NOT NULL;
INSERT INTO mention (chat_id, number, place, grp, label) SELECT chat_id, number, 0, 'all', '' FROM chat_log WHERE kind = 1 AND target = 0;

-- Whose message a forwarded one was first. Not in which chat: not everybody here may know of it.
CREATE TABLE forwarded (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  author_id uuid NOT NULL REFERENCES person (id),
  role text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (chat_id, number)
);

-- An erasure finds what others passed on.
CREATE INDEX ix_forwarded_author ON forwarded (author_id);

-- A poll is a message whose text is the question.
CREATE TABLE poll (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  multiple smallint NOT NULL,
  shows_who smallint NOT NULL,
  closes_at bigint,
  PRIMARY KEY (chat_id, number)
);
CREATE TABLE poll_option (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  place smallint NOT NULL CHECK (place BETWEEN 0 AND 11),
  text text NOT NULL CHECK (length(text) <= 100),
  PRIMARY KEY (chat_id, number, place),
  FOREIGN KEY (chat_id, number) REFERENCES poll (chat_id, number)
);

-- One vote a person, whatever it chooses: a bit for each option.
CREATE TABLE poll_vote (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  choices integer NOT NULL CHECK (choices BETWEEN 1 AND 4095),
  PRIMARY KEY (chat_id, number, person_id),
  FOREIGN KEY (chat_id, number) REFERENCES poll (chat_id, number)
);
