-- step: expand
-- Messages that wait for their time; the id becomes the request id of the post. due_at is null once a message was refused for good.
CREATE TABLE scheduled_message (
  id uuid PRIMARY KEY,
  chat_id uuid NOT NULL REFERENCES chat (id),
  author_id uuid NOT NULL REFERENCES person (id),
  school_id uuid REFERENCES school (id),
  text text NOT NULL CHECK (length(text) <= 4000),
  reply_to bigint,
  at bigint NOT NULL,
  due_at bigint,
  held_until bigint NOT NULL DEFAULT 0,
  failure text,
  created_at bigint NOT NULL,
  CHECK ((failure IS NULL) = (due_at IS NOT NULL))
);
CREATE INDEX ix_scheduled_message_due ON scheduled_message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_scheduled_message_author ON scheduled_message (author_id, chat_id, at);
