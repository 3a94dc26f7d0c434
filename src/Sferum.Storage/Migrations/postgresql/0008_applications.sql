-- step: expand
-- Files of orders, apart from the rows that lists read.
CREATE TABLE order_file (
  id uuid PRIMARY KEY,
  type text NOT NULL,
  bytes bytea NOT NULL CHECK (length(bytes) <= 10485760),
  created_at bigint NOT NULL
);

-- A school asks to be taken on. It is known by its number and, to the applicant, by a secret. rev grows with each step: whoever decides names the
-- revision that was read, and of two who decide at once one finds the row changed.
CREATE TABLE school_application (
  id uuid PRIMARY KEY,
  number bigint NOT NULL,
  secret_hash bytea NOT NULL,
  status text NOT NULL CHECK (status IN ('submitted', 'returned', 'approved', 'rejected')),
  rev bigint NOT NULL DEFAULT 1,
  name text NOT NULL,
  time_zone text NOT NULL,
  address text NOT NULL,
  email text NOT NULL,
  inn text NOT NULL,
  ogrn text NOT NULL,
  director_sealed bytea NOT NULL,
  admin_sealed bytea NOT NULL,
  contact_email text NOT NULL,
  locale text NOT NULL,
  order_number text NOT NULL,
  order_date text NOT NULL,
  file_id uuid NOT NULL REFERENCES order_file (id),
  taken_in_by uuid REFERENCES person (id),
  school_id uuid REFERENCES school (id),
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL
);
CREATE UNIQUE INDEX ux_school_application_number ON school_application (number);
CREATE UNIQUE INDEX ux_school_application_inn ON school_application (inn) WHERE status IN ('submitted', 'returned');
CREATE UNIQUE INDEX ux_school_application_ogrn ON school_application (ogrn) WHERE status IN ('submitted', 'returned');
CREATE INDEX ix_school_application_status ON school_application (status, changed_at, number);

-- What became of it, step by step; actor_id null: the applicant.
CREATE TABLE school_application_step (
  application_id uuid NOT NULL REFERENCES school_application (id),
  rev bigint NOT NULL,
  status text NOT NULL,
  at bigint NOT NULL,
  actor_id uuid REFERENCES person (id),
  reason text,
  PRIMARY KEY (application_id, rev)
);

-- Orders by which the rights of a director, an administrator and their deputies came. An order that waits for the district officer holds whom it
-- names; nothing else has changed by it.
CREATE TABLE school_order (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES school (id),
  kind text NOT NULL CHECK (kind IN ('application', 'admin', 'deputy', 'director')),
  status text NOT NULL CHECK (status IN ('pending', 'effective', 'refused')),
  number text NOT NULL,
  date text NOT NULL,
  file_id uuid NOT NULL REFERENCES order_file (id),
  issuer_id uuid NOT NULL REFERENCES person (id),
  at bigint NOT NULL,
  named_person_id uuid REFERENCES person (id),
  named_sealed bytea,
  decided_by uuid REFERENCES person (id),
  decided_at bigint,
  reason text
);
CREATE UNIQUE INDEX ux_school_order_pending ON school_order (school_id) WHERE status = 'pending';
CREATE INDEX ix_school_order_pending ON school_order (at, id) WHERE status = 'pending';
CREATE INDEX ix_school_order_school ON school_order (school_id, at, id);

-- 1.4: nobody directs or administers a school without an order. A file that fills a demonstration or a test (imported) may; it never comes from people.
ALTER TABLE affiliation ADD COLUMN order_id uuid REFERENCES school_order (id);
ALTER TABLE affiliation ADD CONSTRAINT ck_affiliation_order
  CHECK (order_id IS NOT NULL OR imported = 1 OR ended_at IS NOT NULL OR role NOT IN ('school_admin', 'director')) NOT VALID;

-- 2.2-1: one director and one administrator a school; deputies are those whose role ends by itself.
CREATE UNIQUE INDEX ux_affiliation_appointed ON affiliation (school_id, role) WHERE role IN ('school_admin', 'director') AND order_id IS NOT NULL AND until_at IS NULL AND ended_at IS NULL;
CREATE INDEX ix_affiliation_until ON affiliation (until_at) WHERE until_at IS NOT NULL AND ended_at IS NULL;
