-- step: expand
-- A person's second factor (TOTP). Until active_at is set it is only offered. last_step: the last time step of which a code was taken, so that each is taken once.
CREATE TABLE second_factor (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  secret_sealed bytea NOT NULL,
  created_at bigint NOT NULL,
  active_at bigint,
  last_step bigint NOT NULL DEFAULT 0,
  tried_at bigint NOT NULL DEFAULT 0
);

-- For the day the device is lost: each good once.
CREATE TABLE recovery_code (
  person_id uuid NOT NULL REFERENCES person (id),
  hash bytea NOT NULL,
  used_at bigint,
  PRIMARY KEY (person_id, hash)
);

-- Limits of tries are counted over these rows, under the lock of the person's second_factor.
CREATE TABLE second_factor_try (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  at bigint NOT NULL
);
CREATE INDEX ix_second_factor_try_person ON second_factor_try (person_id, at);
CREATE INDEX ix_second_factor_try_at ON second_factor_try (at);

-- A sign-in whose phone code was right and whose second code is still to come.
CREATE TABLE second_factor_ticket (
  hash bytea PRIMARY KEY,
  attempt_id uuid NOT NULL UNIQUE,
  person_id uuid NOT NULL REFERENCES person (id),
  device text NOT NULL,
  device_hash bytea,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);
CREATE INDEX ix_second_factor_ticket_expires ON second_factor_ticket (expires_at);

-- Devices on which a person has signed in.
CREATE TABLE known_device (
  person_id uuid NOT NULL REFERENCES person (id),
  hash bytea NOT NULL,
  first_at bigint NOT NULL,
  last_at bigint NOT NULL,
  PRIMARY KEY (person_id, hash)
);
CREATE INDEX ix_known_device_last ON known_device (last_at);

-- When the session showed the second factor, and whether it began on a device that was not known.
ALTER TABLE session ADD COLUMN factor_at bigint;
ALTER TABLE session ADD COLUMN new_device smallint NOT NULL DEFAULT 0;
