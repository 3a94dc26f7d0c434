-- step: expand
-- The operator's console. Maintenance as it is announced: one notice for the deployment, or none; what was announced before stands in the record.
CREATE TABLE maintenance_notice (
  id TEXT NOT NULL PRIMARY KEY,
  place INTEGER NOT NULL DEFAULT 1 UNIQUE CHECK (place = 1),
  text_ru TEXT NOT NULL CHECK (length(text_ru) BETWEEN 1 AND 500),
  text_en TEXT CHECK (length(text_en) BETWEEN 1 AND 500),
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  CHECK (until_at > from_at)
) STRICT, WITHOUT ROWID;

-- Schools in the order of their names.
CREATE INDEX ix_school_name ON school (name, id) WHERE archived_at IS NULL;

-- Long works of all schools, the latest first.
CREATE INDEX ix_audit_work ON audit (at) WHERE act IN ('roster.imported', 'rollover.carried_out', 'rollover.undone');
