-- step: expand
-- Officers of the education district come and go by orders of the deployment, which an operator enters.
CREATE TABLE district_order (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('appoint', 'end')),
  number TEXT NOT NULL,
  date TEXT NOT NULL,
  file_id TEXT NOT NULL REFERENCES order_file (id),
  issuer_id TEXT NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  named_person_id TEXT NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX ix_district_order_at ON district_order (at, id);

-- No officer without an order, but in a file that fills a demonstration or a test.
ALTER TABLE affiliation ADD COLUMN district_order_id TEXT REFERENCES district_order (id)
  CHECK (district_order_id IS NOT NULL OR imported = 1 OR ended_at IS NOT NULL OR role <> 'district_officer');
