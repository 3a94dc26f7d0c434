-- step: expand
-- How a chat is set. template: what a chat that somebody made is for (school, staff, class, list, direct); null for chats that follow the roster alone.
ALTER TABLE chat ADD COLUMN writers text NOT NULL DEFAULT 'all';
ALTER TABLE chat ADD COLUMN slow_seconds integer NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN mention_all text NOT NULL DEFAULT 'moderators';
ALTER TABLE chat ADD COLUMN template text;
ALTER TABLE chat ADD COLUMN supervised smallint NOT NULL DEFAULT 0;
ALTER TABLE chat ADD COLUMN first_id uuid REFERENCES person (id);
ALTER TABLE chat ADD COLUMN second_id uuid REFERENCES person (id);
-- Two people have one direct chat in a school.
CREATE UNIQUE INDEX ux_chat_pair ON chat (school_id, first_id, second_id) WHERE first_id IS NOT NULL;
CREATE INDEX ix_chat_template ON chat (school_id, template) WHERE template IS NOT NULL;

-- What holds for one person in one chat: silent until a time, named as a writer.
CREATE TABLE chat_rule (
  chat_id uuid NOT NULL REFERENCES chat (id),
  person_id uuid NOT NULL REFERENCES person (id),
  muted_until bigint,
  writes smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (chat_id, person_id)
);

-- Who was taken into a chat by hand, beside those whom the roster brings: into one that somebody made, or a head who joined. A place is worth
-- something only while the person still belongs to the school in that role.
CREATE TABLE chat_place (
  chat_id uuid NOT NULL REFERENCES chat (id),
  person_id uuid NOT NULL REFERENCES person (id),
  role text NOT NULL,
  supervises smallint NOT NULL DEFAULT 0,
  began_at bigint NOT NULL,
  PRIMARY KEY (chat_id, person_id)
);
CREATE INDEX ix_chat_place_person ON chat_place (person_id);

-- A member reports a message. Unanswered, it is seen by the heads of the school from escalates_at on.
CREATE TABLE report (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES school (id),
  chat_id uuid NOT NULL REFERENCES chat (id),
  number bigint NOT NULL,
  reporter_id uuid NOT NULL REFERENCES person (id),
  reason text NOT NULL CHECK (length(reason) <= 500),
  created_at bigint NOT NULL,
  escalates_at bigint NOT NULL,
  answered_at bigint,
  answered_by uuid REFERENCES person (id),
  answer text,
  CHECK ((answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL))
);
CREATE UNIQUE INDEX ux_report_open ON report (chat_id, number, reporter_id) WHERE answered_at IS NULL;
CREATE INDEX ix_report_chat ON report (chat_id, id) WHERE answered_at IS NULL;
CREATE INDEX ix_report_school ON report (school_id, id) WHERE answered_at IS NULL;
CREATE INDEX ix_report_reporter ON report (reporter_id);

-- Originals are read by two: the director or the administrator asks, the other one approves.
CREATE TABLE evidence_request (
  id uuid PRIMARY KEY,
  school_id uuid NOT NULL REFERENCES school (id),
  chat_id uuid NOT NULL REFERENCES chat (id),
  requested_by uuid NOT NULL REFERENCES person (id),
  requested_as text NOT NULL CHECK (requested_as IN ('director', 'school_admin')),
  reason text NOT NULL CHECK (length(reason) <= 500),
  requested_at bigint NOT NULL,
  approved_by uuid REFERENCES person (id),
  approved_as text CHECK (approved_as IN ('director', 'school_admin')),
  approved_at bigint,
  until_at bigint,
  CHECK (approved_by IS NULL OR (approved_by <> requested_by AND approved_as <> requested_as)),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (approved_by IS NULL) = (until_at IS NULL) AND (approved_by IS NULL) = (approved_as IS NULL))
);
CREATE INDEX ix_evidence_request_school ON evidence_request (school_id, id);

CREATE TABLE evidence_request_message (
  request_id uuid NOT NULL REFERENCES evidence_request (id),
  number bigint NOT NULL,
  PRIMARY KEY (request_id, number)
);
