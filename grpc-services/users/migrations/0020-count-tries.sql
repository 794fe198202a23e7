-- Types of login records are kept by the service: a list here would have to be altered with every new one.
ALTER TABLE login_records MODIFY type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- A person's log without some of its types.
  ADD KEY login_records_by_type (user_id, type, id);

-- How often something was tried in vain, by whom. Whose it is can't be read from the key: it is a keyed digest.
CREATE TABLE tries (
  key_hmac BINARY(32) PRIMARY KEY,
  tries INT UNSIGNED NOT NULL,
  -- From then on it counts from nothing again.
  ends_at DATETIME(3) NOT NULL,
  KEY tries_by_end (ends_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
