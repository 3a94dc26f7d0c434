-- step: expand
-- Video sessions: which ran where, and whether one keeps its chat's members from writing now. How one goes on is its actor's state.
CREATE TABLE video_session (
  id uuid PRIMARY KEY,
  chat_id uuid NOT NULL REFERENCES chat (id),
  school_id uuid REFERENCES school (id),
  title text NOT NULL CHECK (length(title) <= 100),
  started_by uuid NOT NULL REFERENCES person (id),
  started_at bigint NOT NULL,
  ended_at bigint,
  held smallint NOT NULL DEFAULT 0
);
-- A chat has one session at a time.
CREATE UNIQUE INDEX ux_video_session_running ON video_session (chat_id) WHERE ended_at IS NULL;
CREATE INDEX ix_video_session_chat ON video_session (chat_id, started_at);
CREATE INDEX ix_video_session_starter ON video_session (started_by);

-- When somebody was in: one row for each coming and going.
CREATE TABLE call_stay (
  session_id uuid NOT NULL REFERENCES video_session (id),
  person_id uuid NOT NULL REFERENCES person (id),
  from_at bigint NOT NULL,
  to_at bigint,
  PRIMARY KEY (session_id, person_id, from_at)
);
CREATE UNIQUE INDEX ux_call_stay_open ON call_stay (session_id, person_id) WHERE to_at IS NULL;
CREATE INDEX ix_call_stay_person ON call_stay (person_id);
