-- step: expand
CREATE TABLE session (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  school_id uuid REFERENCES school (id),
  device text NOT NULL,
  created_at bigint NOT NULL,
  last_used_at bigint NOT NULL,
  ended_at bigint,
  end_reason text
);
CREATE INDEX ix_session_person ON session (person_id) WHERE ended_at IS NULL;

-- A family of refresh tokens is a session. A used token keeps its sealed successor for the grace of 10 s.
CREATE TABLE refresh_token (
  hash bytea PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session (id),
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint,
  successor_sealed bytea
);
CREATE INDEX ix_refresh_token_session ON refresh_token (session_id);
CREATE INDEX ix_refresh_token_expires ON refresh_token (expires_at);

-- One-time codes asked for; rows expire. Limits per phone, per address and in all are counted over these rows.
CREATE TABLE sign_in_attempt (
  id uuid PRIMARY KEY,
  phone_hash bytea NOT NULL,
  phone_sealed bytea NOT NULL,
  address_hash bytea NOT NULL,
  code_hash bytea NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_at bigint
);
CREATE INDEX ix_sign_in_attempt_phone ON sign_in_attempt (phone_hash, created_at);
CREATE INDEX ix_sign_in_attempt_address ON sign_in_attempt (address_hash, created_at);
CREATE INDEX ix_sign_in_attempt_created ON sign_in_attempt (created_at);

-- Personal one-time secrets: an unregistered person's claim, the first operator's link. Bound to a person when made, or to a role.
CREATE TABLE claim (
  hash bytea PRIMARY KEY,
  kind text NOT NULL,
  person_id uuid REFERENCES person (id),
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);
CREATE INDEX ix_claim_person ON claim (person_id) WHERE used_at IS NULL;
