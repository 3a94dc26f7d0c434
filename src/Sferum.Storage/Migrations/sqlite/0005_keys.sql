-- step: expand
-- Which master key this database was filled with: a fingerprint that tells nothing about the key.
CREATE TABLE key_check (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  fingerprint BLOB NOT NULL
) STRICT;
