-- step: expand
-- Which exchange used a refresh token: its repetition is a lost answer however late it comes (ADR 7).
ALTER TABLE refresh_token ADD COLUMN exchange_hash BLOB;
