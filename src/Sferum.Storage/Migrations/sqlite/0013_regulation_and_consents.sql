-- step: expand
-- Local acts in versions: the school's regulation, which its people accept, and the text of the consent for students under 14. One version of a kind is in force.
CREATE TABLE local_act (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL CHECK (kind IN ('regulation', 'consent')),
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT,
  file BLOB,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  activated_at INTEGER,
  activated_by TEXT,
  retired_at INTEGER,
  UNIQUE (school_id, kind, version),
  CHECK ((text IS NULL) <> (file IS NULL)),
  CHECK (retired_at IS NULL OR activated_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_local_act_active ON local_act (school_id, kind) WHERE activated_at IS NOT NULL AND retired_at IS NULL;

-- Whether those who have not accepted the regulation find everything else closed.
ALTER TABLE school ADD COLUMN regulation_required INTEGER NOT NULL DEFAULT 0;

CREATE TABLE regulation_acceptance (
  school_id TEXT NOT NULL REFERENCES school (id),
  version INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  accepted_at INTEGER NOT NULL,
  PRIMARY KEY (school_id, version, person_id)
) STRICT;
CREATE INDEX ix_regulation_acceptance_person ON regulation_acceptance (person_id);

-- Consents of legal representatives: by themselves, or on paper. One stands for a student in a school.
CREATE TABLE consent (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  student_id TEXT NOT NULL REFERENCES person (id),
  text_version INTEGER,
  given_by TEXT REFERENCES person (id),
  paper TEXT,
  recorded_by TEXT NOT NULL REFERENCES person (id),
  given_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  withdrawn_by TEXT REFERENCES person (id),
  CHECK (given_by IS NOT NULL OR paper IS NOT NULL),
  CHECK (given_by <> student_id),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_consent_standing ON consent (school_id, student_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_consent_student ON consent (student_id);
CREATE INDEX ix_consent_given_by ON consent (given_by) WHERE given_by IS NOT NULL;

-- birth_date is an ISO date. limited_at: since when the person only reads, because a consent was withdrawn.
ALTER TABLE person ADD COLUMN birth_date TEXT;
ALTER TABLE person ADD COLUMN limited_at INTEGER;
