-- step: expand
-- Files that people send. Their bytes lie elsewhere, under the file's id; here is whose a file is, what it is, and how far it has come. declared and
-- received are of the upload, size is of what is downloaded, charged is what the quotas count. refusal is a code. posted_… tell of the first
-- message that sends it. Nobody works on a file before due_at:
-- a received one is looked into then, any other one is removed.
CREATE TABLE file (
  id uuid PRIMARY KEY,
  owner_id uuid NOT NULL REFERENCES person (id),
  school_id uuid REFERENCES school (id),
  request_id uuid,
  status text NOT NULL CHECK (status IN ('uploading', 'received', 'ready', 'refused', 'removed', 'gone')),
  kind text NOT NULL CHECK (kind IN ('picture', 'voice', 'other')),
  name text NOT NULL CHECK (length(name) <= 120),
  type text,
  declared bigint NOT NULL CHECK (declared > 0),
  received bigint NOT NULL DEFAULT 0 CHECK (received <= declared),
  size bigint,
  width integer,
  height integer,
  duration_ms integer,
  peaks bytea,
  small_size bigint,
  large_size bigint,
  charged bigint NOT NULL,
  refusal text,
  refusal_limit text,
  created_at bigint NOT NULL,
  posted_at bigint,
  posted_chat uuid,
  posted_number bigint,
  due_at bigint,
  tries integer NOT NULL DEFAULT 0,
  CHECK (status <> 'ready' OR (type IS NOT NULL AND size IS NOT NULL)),
  CHECK ((status = 'refused') = (refusal IS NOT NULL))
);
CREATE UNIQUE INDEX ux_file_request ON file (owner_id, request_id) WHERE request_id IS NOT NULL;
CREATE INDEX ix_file_owner ON file (owner_id, id);
CREATE INDEX ix_file_open ON file (owner_id) WHERE status IN ('uploading', 'received');
CREATE INDEX ix_file_due ON file (due_at) WHERE due_at IS NOT NULL;

-- Parts of an upload, each an object of its own in the store of bytes.
CREATE TABLE file_piece (
  file_id uuid NOT NULL REFERENCES file (id),
  first_byte bigint NOT NULL,
  id uuid NOT NULL,
  length bigint NOT NULL CHECK (length > 0),
  PRIMARY KEY (file_id, first_byte)
);

-- What is kept, and what is promised to uploads.
CREATE TABLE person_usage (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  bytes bigint NOT NULL CHECK (bytes >= 0)
);
CREATE TABLE school_usage (
  school_id uuid PRIMARY KEY REFERENCES school (id),
  bytes bigint NOT NULL CHECK (bytes >= 0)
);

-- Which messages send which files. hidden: the message was deleted; the file is evidence. kind is the file's, for lists of one kind.
CREATE TABLE message_file (
  chat_id uuid NOT NULL,
  number bigint NOT NULL,
  file_id uuid NOT NULL REFERENCES file (id),
  ordinal smallint NOT NULL,
  kind text NOT NULL,
  hidden smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (chat_id, number, file_id)
);
CREATE INDEX ix_message_file_file ON message_file (file_id);
CREATE INDEX ix_message_file_kind ON message_file (chat_id, kind, number, ordinal) WHERE hidden = 0;

-- How many files a message sends: readers of messages without any look for none.
ALTER TABLE message ADD COLUMN files smallint NOT NULL DEFAULT 0;
