-- step: expand
-- Local acts in versions: the school's regulation, which its people accept, and the text of the consent for students under 14. One version of a kind is in force.
CREATE TABLE local_act (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES school (id),
  kind text NOT NULL CHECK (kind IN ('regulation', 'consent')),
  version integer NOT NULL,
  title text NOT NULL,
  text text,
  file bytea,
  created_at bigint NOT NULL,
  created_by uuid NOT NULL,
  activated_at bigint,
  activated_by uuid,
  retired_at bigint,
  UNIQUE (school_id, kind, version),
  CHECK ((text IS NULL) <> (file IS NULL)),
  CHECK (retired_at IS NULL OR activated_at IS NOT NULL)
);
CREATE UNIQUE INDEX ux_local_act_active ON local_act (school_id, kind) WHERE activated_at IS NOT NULL AND retired_at IS NULL;

-- Whether those who have not accepted the regulation find everything else closed.
ALTER TABLE school ADD COLUMN regulation_required smallint NOT NULL DEFAULT 0;

CREATE TABLE regulation_acceptance (
  school_id uuid NOT NULL REFERENCES school (id),
  version integer NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  accepted_at bigint NOT NULL,
  PRIMARY KEY (school_id, version, person_id)
);
CREATE INDEX ix_regulation_acceptance_person ON regulation_acceptance (person_id);

-- Consents of legal representatives: by themselves, or on paper. One stands for a student in a school.
CREATE TABLE consent (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES school (id),
  student_id uuid NOT NULL REFERENCES person (id),
  text_version integer,
  given_by uuid REFERENCES person (id),
  paper text,
  recorded_by uuid NOT NULL REFERENCES person (id),
  given_at bigint NOT NULL,
  withdrawn_at bigint,
  withdrawn_by uuid REFERENCES person (id),
  CHECK (given_by IS NOT NULL OR paper IS NOT NULL),
  CHECK (given_by <> student_id),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX ux_consent_standing ON consent (school_id, student_id) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_consent_student ON consent (student_id);
CREATE INDEX ix_consent_given_by ON consent (given_by) WHERE given_by IS NOT NULL;

-- birth_date is an ISO date. limited_at: since when the person only reads, because a consent was withdrawn.
ALTER TABLE person ADD COLUMN birth_date text;
ALTER TABLE person ADD COLUMN limited_at bigint;
