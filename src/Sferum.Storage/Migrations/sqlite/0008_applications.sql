-- step: expand
-- Files of orders, apart from the rows that lists read.
CREATE TABLE order_file (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) <= 10485760),
  created_at INTEGER NOT NULL
) STRICT;

-- A school asks to be taken on. It is known by its number and, to the applicant, by a secret. rev grows with each step: whoever decides names the
-- revision that was read, and of two who decide at once one finds the row changed.
CREATE TABLE school_application (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL,
  secret_hash BLOB NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('submitted', 'returned', 'approved', 'rejected')),
  rev INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  address TEXT NOT NULL,
  email TEXT NOT NULL,
  inn TEXT NOT NULL,
  ogrn TEXT NOT NULL,
  director_sealed BLOB NOT NULL,
  admin_sealed BLOB NOT NULL,
  contact_email TEXT NOT NULL,
  locale TEXT NOT NULL,
  order_number TEXT NOT NULL,
  order_date TEXT NOT NULL,
  file_id TEXT NOT NULL REFERENCES order_file (id),
  taken_in_by TEXT REFERENCES person (id),
  school_id TEXT REFERENCES school (id),
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX ux_school_application_number ON school_application (number);
CREATE UNIQUE INDEX ux_school_application_inn ON school_application (inn) WHERE status IN ('submitted', 'returned');
CREATE UNIQUE INDEX ux_school_application_ogrn ON school_application (ogrn) WHERE status IN ('submitted', 'returned');
CREATE INDEX ix_school_application_status ON school_application (status, changed_at, number);

-- What became of it, step by step; actor_id null: the applicant.
CREATE TABLE school_application_step (
  application_id TEXT NOT NULL REFERENCES school_application (id),
  rev INTEGER NOT NULL,
  status TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor_id TEXT REFERENCES person (id),
  reason TEXT,
  PRIMARY KEY (application_id, rev)
) STRICT;

-- Orders by which the rights of a director, an administrator and their deputies came. An order that waits for the district officer holds whom it
-- names; nothing else has changed by it.
CREATE TABLE school_order (
  id TEXT NOT NULL PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  kind TEXT NOT NULL CHECK (kind IN ('application', 'admin', 'deputy', 'director')),
  status TEXT NOT NULL CHECK (status IN ('pending', 'effective', 'refused')),
  number TEXT NOT NULL,
  date TEXT NOT NULL,
  file_id TEXT NOT NULL REFERENCES order_file (id),
  issuer_id TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  named_person_id TEXT REFERENCES person (id),
  named_sealed BLOB,
  decided_by TEXT REFERENCES person (id),
  decided_at INTEGER,
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX ux_school_order_pending ON school_order (school_id) WHERE status = 'pending';
CREATE INDEX ix_school_order_pending ON school_order (at, id) WHERE status = 'pending';
CREATE INDEX ix_school_order_school ON school_order (school_id, at, id);

-- 1.4: nobody directs or administers a school without an order. A file that fills a demonstration or a test (imported) may; it never comes from people.
ALTER TABLE affiliation ADD COLUMN order_id TEXT REFERENCES school_order (id)
  CHECK (order_id IS NOT NULL OR imported = 1 OR ended_at IS NOT NULL OR role NOT IN ('school_admin', 'director'));

-- 2.2-1: one director and one administrator a school; deputies are those whose role ends by itself.
CREATE UNIQUE INDEX ux_affiliation_appointed ON affiliation (school_id, role) WHERE role IN ('school_admin', 'director') AND order_id IS NOT NULL AND until_at IS NULL AND ended_at IS NULL;
CREATE INDEX ix_affiliation_until ON affiliation (until_at) WHERE until_at IS NOT NULL AND ended_at IS NULL;
