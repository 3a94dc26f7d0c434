-- step: expand
-- Who the director and the administrator of an approved application are: with the person, what the application says of them is erased too.
ALTER TABLE school_application ADD COLUMN director_id TEXT REFERENCES person (id);
ALTER TABLE school_application ADD COLUMN admin_id TEXT REFERENCES person (id);
CREATE INDEX ix_school_application_director ON school_application (director_id) WHERE director_id IS NOT NULL;
CREATE INDEX ix_school_application_admin ON school_application (admin_id) WHERE admin_id IS NOT NULL;
UPDATE school_application SET
  director_id = (SELECT a.person_id FROM school_order o JOIN affiliation a ON a.order_id = o.id AND a.role = 'director'
    WHERE o.school_id = school_application.school_id AND o.kind = 'application' LIMIT 1),
  admin_id = (SELECT a.person_id FROM school_order o JOIN affiliation a ON a.order_id = o.id AND a.role = 'school_admin'
    WHERE o.school_id = school_application.school_id AND o.kind = 'application' LIMIT 1)
WHERE status = 'approved';

-- Whom a rejected one named is nobody here.
UPDATE school_application SET director_sealed = x'', admin_sealed = x'', contact_email = '' WHERE status = 'rejected';
