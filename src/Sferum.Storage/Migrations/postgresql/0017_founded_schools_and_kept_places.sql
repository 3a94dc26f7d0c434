-- step: expand
-- Founded schools that no roster file has named yet.
CREATE INDEX ix_school_unnamed ON school (id) WHERE sourced_id IS NULL AND archived_at IS NULL;

-- Whom a person of a roster, who had not come yet, turned out to be: whoever came took over everything, this row is what is left.
ALTER TABLE person ADD COLUMN became_id uuid REFERENCES person (id);
CREATE INDEX ix_person_became ON person (became_id) WHERE became_id IS NOT NULL;
CREATE INDEX ix_join_request_student ON join_request (student_id) WHERE student_id IS NOT NULL;
CREATE INDEX ix_movement_whose ON movement (person_id);
