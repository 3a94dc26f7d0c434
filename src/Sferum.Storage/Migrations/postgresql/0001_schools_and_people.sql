-- step: expand
-- Who is who and who belongs where. Times are Unix milliseconds UTC, dates are ISO texts; names follow OneRoster 1.2.
CREATE TABLE school (
  id uuid PRIMARY KEY,
  sourced_id text UNIQUE,
  name text NOT NULL,
  identifier text,
  time_zone text NOT NULL DEFAULT 'Europe/Moscow',
  created_at bigint NOT NULL,
  archived_at bigint
);

CREATE TABLE school_class (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES school (id),
  sourced_id text,
  title text NOT NULL,
  grade text,
  school_year integer NOT NULL,
  created_at bigint NOT NULL,
  archived_at bigint,
  UNIQUE (school_id, sourced_id)
);
CREATE UNIQUE INDEX ux_school_class_title ON school_class (school_id, school_year, title) WHERE archived_at IS NULL;

CREATE TABLE section (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES school (id),
  class_id uuid REFERENCES school_class (id),
  sourced_id text,
  title text NOT NULL,
  subject text NOT NULL,
  school_year integer NOT NULL,
  created_at bigint NOT NULL,
  archived_at bigint,
  UNIQUE (school_id, sourced_id)
);
CREATE INDEX ix_section_school ON section (school_id);
CREATE INDEX ix_section_class ON section (class_id);

CREATE TABLE person (
  id uuid PRIMARY KEY,
  sourced_id text UNIQUE,
  given_name text NOT NULL,
  family_name text NOT NULL,
  middle_name text,
  display_name text NOT NULL,
  phone_hash bytea UNIQUE,
  phone_sealed bytea,
  created_at bigint NOT NULL,
  erased_at bigint
);

-- A role of a person at a school (school_id null: in the whole deployment). History stays: a role ends, it is not deleted.
-- What came by a roster file (imported) ends when a later file does not name it; what people gave does not.
CREATE TABLE affiliation (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  school_id uuid REFERENCES school (id),
  role text NOT NULL,
  imported smallint NOT NULL DEFAULT 0,
  began_at bigint NOT NULL,
  ended_at bigint
);
CREATE UNIQUE INDEX ux_affiliation_school ON affiliation (person_id, school_id, role) WHERE ended_at IS NULL AND school_id IS NOT NULL;
CREATE UNIQUE INDEX ux_affiliation_deployment ON affiliation (person_id, role) WHERE ended_at IS NULL AND school_id IS NULL;
CREATE INDEX ix_affiliation_of_school ON affiliation (school_id, role) WHERE ended_at IS NULL;

-- A person in a school class (homeroom) or in a section (subject): exactly one of the two. It is known by
-- who, where and as what: files number their rows anew, and somebody who comes back gets a new row.
CREATE TABLE enrollment (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  school_id uuid NOT NULL REFERENCES school (id),
  class_id uuid REFERENCES school_class (id),
  section_id uuid REFERENCES section (id),
  role text NOT NULL CHECK (role IN ('student', 'teacher')),
  imported smallint NOT NULL DEFAULT 0,
  began_at bigint NOT NULL,
  ended_at bigint,
  CHECK ((class_id IS NULL) <> (section_id IS NULL))
);
-- P12: a student has at most one active homeroom class, over all schools.
CREATE UNIQUE INDEX ux_enrollment_one_class ON enrollment (person_id) WHERE class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL;
CREATE UNIQUE INDEX ux_enrollment_class ON enrollment (class_id, person_id, role) WHERE class_id IS NOT NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX ux_enrollment_section ON enrollment (section_id, person_id, role) WHERE section_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX ix_enrollment_person ON enrollment (person_id) WHERE ended_at IS NULL;
CREATE INDEX ix_enrollment_school ON enrollment (school_id) WHERE ended_at IS NULL;

CREATE TABLE guardianship (
  guardian_id uuid NOT NULL REFERENCES person (id),
  student_id uuid NOT NULL REFERENCES person (id),
  imported smallint NOT NULL DEFAULT 0,
  began_at bigint NOT NULL,
  ended_at bigint,
  PRIMARY KEY (guardian_id, student_id),
  CHECK (guardian_id <> student_id)
);
CREATE INDEX ix_guardianship_student ON guardianship (student_id) WHERE ended_at IS NULL;

-- What a committed act still has to tell the actors; a row goes when it is told. Nobody takes it before due_at: that is how
-- a taker holds it for a while, and how an import that still writes holds it back.
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  school_id uuid NOT NULL,
  payload text NOT NULL,
  created_at bigint NOT NULL,
  due_at bigint NOT NULL DEFAULT 0
);
CREATE INDEX ix_outbox_due ON outbox (due_at);
