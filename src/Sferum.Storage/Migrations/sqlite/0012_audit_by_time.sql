-- step: expand
-- The record of a span of time.
CREATE INDEX ix_audit_at ON audit (school_id, at, number);
