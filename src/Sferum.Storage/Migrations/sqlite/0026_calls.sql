-- step: expand
-- Video sessions: which ran where, and whether one keeps its chat's members from writing now. How one goes on is its actor's state.
CREATE TABLE video_session (
  id TEXT NOT NULL PRIMARY KEY,
  chat_id TEXT NOT NULL REFERENCES chat (id),
  school_id TEXT REFERENCES school (id),
  title TEXT NOT NULL CHECK (length(title) <= 100),
  started_by TEXT NOT NULL REFERENCES person (id),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  held INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- A chat has one session at a time.
CREATE UNIQUE INDEX ux_video_session_running ON video_session (chat_id) WHERE ended_at IS NULL;
CREATE INDEX ix_video_session_chat ON video_session (chat_id, started_at);
CREATE INDEX ix_video_session_starter ON video_session (started_by);

-- When somebody was in: one row for each coming and going.
CREATE TABLE call_stay (
  session_id TEXT NOT NULL REFERENCES video_session (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  PRIMARY KEY (session_id, person_id, from_at)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ux_call_stay_open ON call_stay (session_id, person_id) WHERE to_at IS NULL;
CREATE INDEX ix_call_stay_person ON call_stay (person_id);
