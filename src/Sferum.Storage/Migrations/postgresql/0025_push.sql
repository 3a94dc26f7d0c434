-- step: expand
-- Browsers that want notifications, one a session: the two profiles of a browser have one address there and two sessions here.
CREATE TABLE push_subscription (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL UNIQUE REFERENCES session (id),
  person_id uuid NOT NULL REFERENCES person (id),
  endpoint text NOT NULL CHECK (length(endpoint) <= 1000),
  public_key bytea NOT NULL CHECK (length(public_key) = 65),
  secret bytea NOT NULL CHECK (length(secret) = 16),
  created_at bigint NOT NULL
);
CREATE INDEX ix_push_subscription_person ON push_subscription (person_id);

-- Chats with messages that are to be told, up to a number.
CREATE TABLE push_news (
  chat_id uuid PRIMARY KEY REFERENCES chat (id),
  number bigint NOT NULL,
  due_at bigint NOT NULL,
  held_until bigint NOT NULL DEFAULT 0
);
CREATE INDEX ix_push_news_due ON push_news (due_at);

-- Up to which number somebody has been told of a chat.
CREATE TABLE push_told (
  chat_id uuid NOT NULL REFERENCES chat (id),
  person_id uuid NOT NULL REFERENCES person (id),
  number bigint NOT NULL,
  PRIMARY KEY (chat_id, person_id)
);
CREATE INDEX ix_push_told_person ON push_told (person_id);

-- Who is told later, of everything together.
CREATE TABLE push_digest (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  due_at bigint NOT NULL,
  held_until bigint NOT NULL DEFAULT 0,
  tries integer NOT NULL DEFAULT 0
);
CREATE INDEX ix_push_digest_due ON push_digest (due_at);

-- When somebody is not to be woken: minutes of the day, and the zone in which they are meant. A school's are meant in its own.
CREATE TABLE quiet_hours (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  from_minute smallint NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute smallint NOT NULL CHECK (to_minute BETWEEN 0 AND 1439),
  zone text NOT NULL CHECK (length(zone) <= 64)
);
ALTER TABLE school ADD COLUMN quiet_from smallint CHECK (quiet_from BETWEEN 0 AND 1439);
ALTER TABLE school ADD COLUMN quiet_to smallint CHECK (quiet_to BETWEEN 0 AND 1439);
