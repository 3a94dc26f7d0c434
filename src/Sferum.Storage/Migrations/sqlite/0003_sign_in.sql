-- step: expand
CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  school_id TEXT REFERENCES school (id),
  device TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  ended_at INTEGER,
  end_reason TEXT
) STRICT;
CREATE INDEX ix_session_person ON session (person_id) WHERE ended_at IS NULL;

-- A family of refresh tokens is a session. A used token keeps its sealed successor for the grace of 10 s.
CREATE TABLE refresh_token (
  hash BLOB NOT NULL PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  successor_sealed BLOB
) STRICT;
CREATE INDEX ix_refresh_token_session ON refresh_token (session_id);
CREATE INDEX ix_refresh_token_expires ON refresh_token (expires_at);

-- One-time codes asked for; rows expire. Limits per phone, per address and in all are counted over these rows.
CREATE TABLE sign_in_attempt (
  id TEXT NOT NULL PRIMARY KEY,
  phone_hash BLOB NOT NULL,
  phone_sealed BLOB NOT NULL,
  address_hash BLOB NOT NULL,
  code_hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER
) STRICT;
CREATE INDEX ix_sign_in_attempt_phone ON sign_in_attempt (phone_hash, created_at);
CREATE INDEX ix_sign_in_attempt_address ON sign_in_attempt (address_hash, created_at);
CREATE INDEX ix_sign_in_attempt_created ON sign_in_attempt (created_at);

-- Personal one-time secrets: an unregistered person's claim, the first operator's link. Bound to a person when made, or to a role.
CREATE TABLE claim (
  hash BLOB NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX ix_claim_person ON claim (person_id) WHERE used_at IS NULL;
