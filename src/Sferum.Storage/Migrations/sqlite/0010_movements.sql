-- step: expand
-- Movement by order and date (2.1-13). A row is planned until its date in the school's zone, then applied once; what ends by itself (a leave, a
-- substitution) is due again at its end. due_at: when the schedule has to look at it next; held_until: so long whoever took it has it alone.
CREATE TABLE movement (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL CHECK (kind IN ('transfer', 'class_transfer', 'release', 'leave', 'return', 'dismissal', 'substitution')),
  status TEXT NOT NULL CHECK (status IN ('planned', 'applied', 'cancelled', 'failed')),
  order_number TEXT NOT NULL,
  ordered_on TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  until_on TEXT,
  instead_of TEXT REFERENCES person (id),
  from_class_id TEXT REFERENCES school_class (id),
  to_class_id TEXT REFERENCES school_class (id),
  section_id TEXT REFERENCES section (id),
  release_id TEXT REFERENCES movement (id),
  code_hash BLOB UNIQUE,
  failure TEXT,
  created_by TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  applied_at INTEGER,
  ended_at INTEGER,
  due_at INTEGER,
  held_until INTEGER NOT NULL DEFAULT 0,
  CHECK ((status = 'applied') = (applied_at IS NOT NULL))
) STRICT;
CREATE INDEX ix_movement_due ON movement (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_movement_school ON movement (school_id, created_at, id);
CREATE INDEX ix_movement_person ON movement (school_id, person_id, created_at, id);
CREATE UNIQUE INDEX ux_movement_leave ON movement (school_id, person_id) WHERE kind = 'leave' AND status = 'applied' AND ended_at IS NULL;
CREATE UNIQUE INDEX ux_movement_release ON movement (school_id, person_id) WHERE kind = 'release' AND status = 'planned';
CREATE UNIQUE INDEX ux_movement_taken ON movement (release_id) WHERE release_id IS NOT NULL AND status IN ('planned', 'applied');

-- A role or a place that rests during a leave is kept, and gives nothing meanwhile. assigned: the role came with an assignment and goes with the last one.
ALTER TABLE affiliation ADD COLUMN suspended_by TEXT REFERENCES movement (id);
ALTER TABLE affiliation ADD COLUMN assigned INTEGER NOT NULL DEFAULT 0 CHECK (assigned IN (0, 1));
ALTER TABLE enrollment ADD COLUMN suspended_by TEXT REFERENCES movement (id);
ALTER TABLE enrollment ADD COLUMN given_by TEXT REFERENCES movement (id);
CREATE INDEX ix_enrollment_given ON enrollment (given_by) WHERE given_by IS NOT NULL AND ended_at IS NULL;

-- History of one person, and the roles of a session at each request.
CREATE INDEX ix_affiliation_person ON affiliation (person_id, school_id, began_at);
CREATE INDEX ix_enrollment_history ON enrollment (person_id, school_id, began_at);
