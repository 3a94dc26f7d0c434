-- step: expand
-- Who did what, on what, before and after: written in the transaction of the act. One chain per school (the zero id is the deployment's): each
-- hash covers the one before and the sealed content, so a person's key can be destroyed without breaking the chain.
CREATE TABLE audit_chain (
  school_id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE audit (
  school_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  act TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  person_id TEXT,
  content BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (school_id, number)
) STRICT;
CREATE INDEX ix_audit_subject ON audit (school_id, subject_id, number);
CREATE INDEX ix_audit_actor ON audit (school_id, actor_id, number);
CREATE INDEX ix_audit_act ON audit (school_id, act, number);
CREATE INDEX ix_audit_person ON audit (person_id) WHERE person_id IS NOT NULL;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- The key under which what is kept about a person for the record is sealed. Left out of backups' data; destroyed when the person is erased.
CREATE TABLE person_key (
  person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
  key_sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- A role that ends by itself: a deputy's, a substitute's.
ALTER TABLE affiliation ADD COLUMN until_at INTEGER;

-- The school's card, beside its name and zone. card_rev: whoever changes it names the revision that was read.
ALTER TABLE school ADD COLUMN card_rev INTEGER NOT NULL DEFAULT 0;
ALTER TABLE school ADD COLUMN address TEXT;
ALTER TABLE school ADD COLUMN email TEXT;
ALTER TABLE school ADD COLUMN site TEXT;
ALTER TABLE school ADD COLUMN inn TEXT;
ALTER TABLE school ADD COLUMN ogrn TEXT;
CREATE UNIQUE INDEX ux_school_inn ON school (inn) WHERE archived_at IS NULL AND inn IS NOT NULL;
CREATE UNIQUE INDEX ux_school_ogrn ON school (ogrn) WHERE archived_at IS NULL AND ogrn IS NOT NULL;
