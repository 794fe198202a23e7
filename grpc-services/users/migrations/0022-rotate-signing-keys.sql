-- not_before is in the future of a key that is published but does not sign yet; retire_at is set when the next key is made.
ALTER TABLE signing_keys ADD KEY signing_keys_by_begin (not_before);

-- One row, locked by whoever makes a signing key, so that any number of replicas make one.
CREATE TABLE signing_key_lock (
  id TINYINT UNSIGNED PRIMARY KEY
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO signing_key_lock VALUES (1);
