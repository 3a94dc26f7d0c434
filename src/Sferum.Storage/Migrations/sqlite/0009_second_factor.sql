-- step: expand
-- A person's second factor (TOTP). Until active_at is set it is only offered. last_step: the last time step of which a code was taken, so that each is taken once.
CREATE TABLE second_factor (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  secret_sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  active_at INTEGER,
  last_step INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- For the day the device is lost: each good once.
CREATE TABLE recovery_code (
  person_id TEXT NOT NULL REFERENCES person (id),
  hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (person_id, hash)
) STRICT;

-- Limits of tries are counted over these rows, under the lock of the person's second_factor.
CREATE TABLE second_factor_try (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_second_factor_try_person ON second_factor_try (person_id, at);
CREATE INDEX ix_second_factor_try_at ON second_factor_try (at);

-- A sign-in whose phone code was right and whose second code is still to come.
CREATE TABLE second_factor_ticket (
  hash BLOB PRIMARY KEY,
  attempt_id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES person (id),
  device TEXT NOT NULL,
  device_hash BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT;
CREATE INDEX ix_second_factor_ticket_expires ON second_factor_ticket (expires_at);

-- Devices on which a person has signed in.
CREATE TABLE known_device (
  person_id TEXT NOT NULL REFERENCES person (id),
  hash BLOB NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, hash)
) STRICT;
CREATE INDEX ix_known_device_last ON known_device (last_at);

-- When the session showed the second factor, and whether it began on a device that was not known.
ALTER TABLE session ADD COLUMN factor_at INTEGER;
ALTER TABLE session ADD COLUMN new_device INTEGER NOT NULL DEFAULT 0;
