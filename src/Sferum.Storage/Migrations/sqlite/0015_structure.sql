-- step: expand
-- The structure that people build: school years, subjects, and what a section teaches to whom.
CREATE TABLE school_year (
  school_id TEXT NOT NULL REFERENCES school (id),
  year INTEGER NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1)),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (school_id, year),
  CHECK (start_date < end_date)
) STRICT;
CREATE UNIQUE INDEX ux_school_year_current ON school_year (school_id) WHERE is_current = 1;

CREATE TABLE subject (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;
CREATE UNIQUE INDEX ux_subject_title ON subject (school_id, title) WHERE archived_at IS NULL;
CREATE INDEX ix_subject_school ON subject (school_id, title, id);

-- A group has no table: it is a section's own set of students, called by group_title; '' is the whole class or parallel (ADR 19).
ALTER TABLE section ADD COLUMN subject_id TEXT REFERENCES subject (id);
ALTER TABLE section ADD COLUMN grade TEXT;
ALTER TABLE section ADD COLUMN group_title TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX ux_section_of_class ON section (class_id, subject_id, group_title) WHERE archived_at IS NULL AND class_id IS NOT NULL AND subject_id IS NOT NULL;
CREATE UNIQUE INDEX ux_section_of_grade ON section (school_id, school_year, grade, subject_id, group_title) WHERE archived_at IS NULL AND class_id IS NULL AND subject_id IS NOT NULL;
CREATE INDEX ix_section_year ON section (school_id, school_year, title, id);
CREATE INDEX ix_section_subject ON section (subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX ix_school_class_year ON school_class (school_id, school_year, title, id);

-- told_number: the row of the log that told of the last change of title or archive; 0 for none, -1 while it is still to be told.
-- withdrawn: an archived chat that nobody keeps, because what it stood for was undone.
ALTER TABLE chat ADD COLUMN told_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;

-- A year that went over into the next one, and what it did: by these rows it can be undone. At most one stands for a year.
CREATE TABLE rollover (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  from_year INTEGER NOT NULL,
  to_year INTEGER NOT NULL,
  former_current INTEGER,
  year_made INTEGER NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER
) STRICT;
CREATE UNIQUE INDEX ux_rollover_year ON rollover (school_id, from_year) WHERE undone_at IS NULL;
CREATE INDEX ix_rollover_school ON rollover (school_id, at);

CREATE TABLE rollover_row (
  rollover_id TEXT NOT NULL REFERENCES rollover (id),
  did TEXT NOT NULL,
  row_id TEXT NOT NULL,
  PRIMARY KEY (rollover_id, did, row_id)
) STRICT;

-- Schools that were there before: the year of their newest classes is the current one.
INSERT INTO school_year (school_id, year, start_date, end_date, is_current, created_at)
SELECT school_id, max(school_year), CAST(max(school_year) AS text) || '-09-01', CAST(max(school_year) + 1 AS text) || '-05-31', 1, 0
FROM school_class WHERE archived_at IS NULL GROUP BY school_id;
