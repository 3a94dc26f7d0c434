-- step: expand
-- Sessions that run in a school now, and those that a person has started: bounded (CallLimits).
CREATE INDEX IF NOT EXISTS ix_video_session_school_running ON video_session (school_id) WHERE ended_at IS NULL;
CREATE INDEX IF NOT EXISTS ix_video_session_starter_running ON video_session (started_by) WHERE ended_at IS NULL;
