-- step: expand
-- Who did what, on what, before and after: written in the transaction of the act. One chain per school (the zero id is the deployment's): each
-- hash covers the one before and the sealed content, so a person's key can be destroyed without breaking the chain.
CREATE TABLE audit_chain (
  school_id uuid PRIMARY KEY,
  number bigint NOT NULL,
  hash bytea NOT NULL
);

CREATE TABLE audit (
  school_id uuid NOT NULL,
  number bigint NOT NULL,
  at bigint NOT NULL,
  actor_id uuid NOT NULL,
  act text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  person_id uuid,
  content bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (school_id, number)
);
CREATE INDEX ix_audit_subject ON audit (school_id, subject_id, number);
CREATE INDEX ix_audit_actor ON audit (school_id, actor_id, number);
CREATE INDEX ix_audit_act ON audit (school_id, act, number);
CREATE INDEX ix_audit_person ON audit (person_id) WHERE person_id IS NOT NULL;

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- The key under which what is kept about a person for the record is sealed. Left out of backups' data; destroyed when the person is erased.
CREATE TABLE person_key (
  person_id uuid PRIMARY KEY REFERENCES person (id),
  key_sealed bytea NOT NULL,
  created_at bigint NOT NULL
);

-- A role that ends by itself: a deputy's, a substitute's.
ALTER TABLE affiliation ADD COLUMN until_at bigint;

-- The school's card, beside its name and zone. card_rev: whoever changes it names the revision that was read.
ALTER TABLE school ADD COLUMN card_rev bigint NOT NULL DEFAULT 0;
ALTER TABLE school ADD COLUMN address text;
ALTER TABLE school ADD COLUMN email text;
ALTER TABLE school ADD COLUMN site text;
ALTER TABLE school ADD COLUMN inn text;
ALTER TABLE school ADD COLUMN ogrn text;
CREATE UNIQUE INDEX ux_school_inn ON school (inn) WHERE archived_at IS NULL AND inn IS NOT NULL;
CREATE UNIQUE INDEX ux_school_ogrn ON school (ogrn) WHERE archived_at IS NULL AND ogrn IS NOT NULL;
