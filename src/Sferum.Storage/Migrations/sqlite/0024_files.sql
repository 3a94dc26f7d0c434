-- step: expand
-- Files that people send. Their bytes lie elsewhere, under the file's id; here is whose a file is, what it is, and how far it has come. declared and
-- received are of the upload, size is of what is downloaded, charged is what the quotas count. refusal is a code. posted_… tell of the first
-- message that sends it. Nobody works on a file before due_at:
-- a received one is looked into then, any other one is removed.
CREATE TABLE file (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES person (id),
  school_id TEXT REFERENCES school (id),
  request_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('uploading', 'received', 'ready', 'refused', 'removed', 'gone')),
  kind TEXT NOT NULL CHECK (kind IN ('picture', 'voice', 'other')),
  name TEXT NOT NULL CHECK (length(name) <= 120),
  type TEXT,
  declared INTEGER NOT NULL CHECK (declared > 0),
  received INTEGER NOT NULL DEFAULT 0 CHECK (received <= declared),
  size INTEGER,
  width INTEGER,
  height INTEGER,
  duration_ms INTEGER,
  peaks BLOB,
  small_size INTEGER,
  large_size INTEGER,
  charged INTEGER NOT NULL,
  refusal TEXT,
  refusal_limit TEXT,
  created_at INTEGER NOT NULL,
  posted_at INTEGER,
  posted_chat TEXT,
  posted_number INTEGER,
  due_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  CHECK (status <> 'ready' OR (type IS NOT NULL AND size IS NOT NULL)),
  CHECK ((status = 'refused') = (refusal IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ux_file_request ON file (owner_id, request_id) WHERE request_id IS NOT NULL;
CREATE INDEX ix_file_owner ON file (owner_id, id);
CREATE INDEX ix_file_open ON file (owner_id) WHERE status IN ('uploading', 'received');
CREATE INDEX ix_file_due ON file (due_at) WHERE due_at IS NOT NULL;

-- Parts of an upload, each an object of its own in the store of bytes.
CREATE TABLE file_piece (
  file_id TEXT NOT NULL REFERENCES file (id),
  first_byte INTEGER NOT NULL,
  id TEXT NOT NULL,
  length INTEGER NOT NULL CHECK (length > 0),
  PRIMARY KEY (file_id, first_byte)
) STRICT, WITHOUT ROWID;

-- What is kept, and what is promised to uploads.
CREATE TABLE person_usage (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE school_usage (
  school_id TEXT NOT NULL PRIMARY KEY REFERENCES school (id),
  bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;

-- Which messages send which files. hidden: the message was deleted; the file is evidence. kind is the file's, for lists of one kind.
CREATE TABLE message_file (
  chat_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  file_id TEXT NOT NULL REFERENCES file (id),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  hidden INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (chat_id, number, file_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_message_file_file ON message_file (file_id);
CREATE INDEX ix_message_file_kind ON message_file (chat_id, kind, number, ordinal) WHERE hidden = 0;

-- How many files a message sends: readers of messages without any look for none.
ALTER TABLE message ADD COLUMN files INTEGER NOT NULL DEFAULT 0;
