-- step: expand
-- Links by which people come in. The secret is kept as a keyed hash; of a class's link also sealed, so that its class teacher can show it again.
-- No link grants the rights of an administrator or of a director, and none is used more often than its cap (P11).
CREATE TABLE invitation (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  class_id TEXT REFERENCES school_class (id),
  chat_id TEXT REFERENCES chat (id),
  student_id TEXT REFERENCES person (id),
  secret_hash BLOB NOT NULL,
  secret_sealed BLOB,
  cap INTEGER NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0,
  created_by TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK (cap BETWEEN 1 AND 1000 AND uses BETWEEN 0 AND cap),
  CHECK (expires_at > created_at),
  CHECK ((kind = 'staff' AND role IN ('class_teacher', 'subject_teacher', 'administration') AND class_id IS NULL AND chat_id IS NULL AND student_id IS NULL)
    OR (kind = 'student' AND role = 'student' AND class_id IS NOT NULL AND chat_id IS NULL AND student_id IS NULL)
    OR (kind = 'guardian' AND role = 'guardian' AND chat_id IS NOT NULL AND student_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX ux_invitation_secret ON invitation (secret_hash);
CREATE INDEX ix_invitation_school ON invitation (school_id, created_at, id);
CREATE INDEX ix_invitation_class ON invitation (class_id, created_at, id) WHERE class_id IS NOT NULL;
CREATE INDEX ix_invitation_student ON invitation (student_id) WHERE student_id IS NOT NULL;

-- Who came by which link.
CREATE TABLE invitation_use (
  id TEXT NOT NULL PRIMARY KEY,
  invitation_id TEXT NOT NULL REFERENCES invitation (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_invitation_use ON invitation_use (invitation_id, at, id);
CREATE INDEX ix_invitation_use_person ON invitation_use (person_id);

-- Who held the link in the hands again: shown on a screen, printed as a sheet, handed to somebody.
CREATE TABLE invitation_hand_out (
  id TEXT NOT NULL PRIMARY KEY,
  invitation_id TEXT NOT NULL REFERENCES invitation (id),
  means TEXT NOT NULL CHECK (means IN ('shown', 'printed', 'handed')),
  by_id TEXT NOT NULL REFERENCES person (id),
  to_id TEXT REFERENCES person (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_invitation_hand_out ON invitation_hand_out (invitation_id, at, id);

-- Somebody who wants to come in, and what was decided. While it is pending the person has no place and reads nothing.
CREATE TABLE join_request (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  invitation_id TEXT NOT NULL REFERENCES invitation (id),
  kind TEXT NOT NULL CHECK (kind IN ('staff', 'student', 'guardian')),
  role TEXT NOT NULL CHECK (role NOT IN ('school_admin', 'director', 'operator', 'district_officer')),
  class_id TEXT REFERENCES school_class (id),
  chat_id TEXT REFERENCES chat (id),
  student_id TEXT REFERENCES person (id),
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  middle_name TEXT,
  status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'rejected', 'withdrawn')),
  reason TEXT,
  rev INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT,
  CHECK ((status = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_join_request_pending ON join_request (person_id, school_id, kind) WHERE status = 'pending' AND kind <> 'guardian';
CREATE UNIQUE INDEX ux_join_request_guardian ON join_request (person_id, chat_id, student_id) WHERE status = 'pending' AND kind = 'guardian';
CREATE INDEX ix_join_request_queue ON join_request (school_id, status, created_at, id);
CREATE INDEX ix_join_request_person ON join_request (person_id, created_at, id);

-- Whether people whom the imported roster knows come in by a link without waiting.
ALTER TABLE school ADD COLUMN auto_accept INTEGER NOT NULL DEFAULT 1;
