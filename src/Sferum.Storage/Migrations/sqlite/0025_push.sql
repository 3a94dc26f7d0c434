-- step: expand
-- Browsers that want notifications, one a session: the two profiles of a browser have one address there and two sessions here.
CREATE TABLE push_subscription (
  id TEXT NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL UNIQUE REFERENCES session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  endpoint TEXT NOT NULL CHECK (length(endpoint) <= 1000),
  public_key BLOB NOT NULL CHECK (length(public_key) = 65),
  secret BLOB NOT NULL CHECK (length(secret) = 16),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_push_subscription_person ON push_subscription (person_id);

-- Chats with messages that are to be told, up to a number.
CREATE TABLE push_news (
  chat_id TEXT NOT NULL PRIMARY KEY REFERENCES chat (id),
  number INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  held_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_push_news_due ON push_news (due_at);

-- Up to which number somebody has been told of a chat.
CREATE TABLE push_told (
  chat_id TEXT NOT NULL REFERENCES chat (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  number INTEGER NOT NULL,
  PRIMARY KEY (chat_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_push_told_person ON push_told (person_id);

-- Who is told later, of everything together.
CREATE TABLE push_digest (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  due_at INTEGER NOT NULL,
  held_until INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX ix_push_digest_due ON push_digest (due_at);

-- When somebody is not to be woken: minutes of the day, and the zone in which they are meant. A school's are meant in its own.
CREATE TABLE quiet_hours (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 0 AND 1439),
  zone TEXT NOT NULL CHECK (length(zone) <= 64)
) STRICT, WITHOUT ROWID;
ALTER TABLE school ADD COLUMN quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439);
ALTER TABLE school ADD COLUMN quiet_to INTEGER CHECK (quiet_to BETWEEN 0 AND 1439);
