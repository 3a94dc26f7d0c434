-- step: expand
-- Messages that wait for their time; the id becomes the request id of the post. due_at is null once a message was refused for good.
CREATE TABLE scheduled_message (
  id TEXT NOT NULL PRIMARY KEY,
  chat_id TEXT NOT NULL REFERENCES chat (id),
  author_id TEXT NOT NULL REFERENCES person (id),
  school_id TEXT REFERENCES school (id),
  text TEXT NOT NULL CHECK (length(text) <= 4000),
  reply_to INTEGER,
  at INTEGER NOT NULL,
  due_at INTEGER,
  held_until INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  created_at INTEGER NOT NULL,
  CHECK ((failure IS NULL) = (due_at IS NOT NULL))
) STRICT;
CREATE INDEX ix_scheduled_message_due ON scheduled_message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_scheduled_message_author ON scheduled_message (author_id, chat_id, at);
