-- One authenticator (RFC 6238) per account. secret_enc is AES-256-GCM under KEY_ENCRYPTION_SECRET: iv, tag, ciphertext.
CREATE TABLE second_factors (
  user_id BINARY(16) PRIMARY KEY,
  secret_enc VARBINARY(255) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  -- Null until a first code has shown that the authenticator has the secret: only then sign-in asks for it.
  confirmed_at DATETIME(3),
  -- The step of 30 s of the code that was used last: it and those before it are used up.
  last_step BIGINT UNSIGNED NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Unused recovery codes, as keyed digests; a used one is deleted.
CREATE TABLE recovery_codes (
  user_id BINARY(16) NOT NULL,
  code_hmac BINARY(32) NOT NULL,
  PRIMARY KEY (user_id, code_hmac)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Sign-ins with the right password that wait for the second factor; deleted when it comes.
CREATE TABLE login_challenges (
  token_sha256 BINARY(32) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  tries_left TINYINT UNSIGNED NOT NULL,
  KEY login_challenges_by_user (user_id),
  KEY login_challenges_by_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
