-- step: expand
-- Officers of the education district come and go by orders of the deployment, which an operator enters.
CREATE TABLE district_order (
  id uuid NOT NULL PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('appoint', 'end')),
  number text NOT NULL,
  date text NOT NULL,
  file_id uuid NOT NULL REFERENCES order_file (id),
  issuer_id uuid NOT NULL REFERENCES person (id),
  at bigint NOT NULL,
  named_person_id uuid NOT NULL REFERENCES person (id)
);
CREATE INDEX ix_district_order_at ON district_order (at, id);

-- No officer without an order, but in a file that fills a demonstration or a test.
ALTER TABLE affiliation ADD COLUMN district_order_id uuid REFERENCES district_order (id);
ALTER TABLE affiliation ADD CONSTRAINT ck_affiliation_district_order
  CHECK (district_order_id IS NOT NULL OR imported = 1 OR ended_at IS NOT NULL OR role <> 'district_officer') NOT VALID;
