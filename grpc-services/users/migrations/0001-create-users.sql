-- Ids are UUIDv7 in BINARY(16), so their order is the order of making. Times are UTC.
CREATE TABLE users (
  id BINARY(16) PRIMARY KEY,
  email VARCHAR(254) NOT NULL,
  display_name VARCHAR(80) NOT NULL,
  password_hash VARCHAR(255) NOT NULL,
  password_changed_at DATETIME(3) NOT NULL,
  role ENUM('LEARNER','INSTRUCTOR','ADMIN') NOT NULL DEFAULT 'LEARNER',
  bio TEXT,
  avatar_url VARCHAR(2048),
  locale VARCHAR(35) NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  -- The etag of the account.
  version INT UNSIGNED NOT NULL DEFAULT 1,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  -- Addresses are stored in lower case.
  UNIQUE KEY users_email_unique (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Append-only. user_id is null for an address without an account.
CREATE TABLE login_records (
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16),
  email_tried VARCHAR(254),
  type ENUM('LOGIN_SUCCEEDED','LOGIN_FAILED','LOGOUT','TOKEN_REFRESHED','REFRESH_REUSE_DETECTED','PASSWORD_RESET') NOT NULL,
  occurred_at DATETIME(3) NOT NULL,
  ip_address VARCHAR(45) NOT NULL,
  user_agent VARCHAR(512) NOT NULL,
  auth_session_id BINARY(16),
  -- A person's log, newest first.
  KEY login_records_by_user (user_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One per login; ends by logout, by reuse of an old refresh token, or when nobody refreshes it.
CREATE TABLE auth_sessions (
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  last_used_at DATETIME(3) NOT NULL,
  revoked_at DATETIME(3),
  ip_address VARCHAR(45) NOT NULL,
  user_agent VARCHAR(512) NOT NULL,
  KEY auth_sessions_by_user (user_id, revoked_at),
  -- The deny list of the gateways.
  KEY auth_sessions_by_revocation (revoked_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every generation of a session's refresh token; at most the newest is unused.
CREATE TABLE refresh_tokens (
  token_sha256 BINARY(32) PRIMARY KEY,
  session_id BINARY(16) NOT NULL,
  generation INT UNSIGNED NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  used_at DATETIME(3),
  UNIQUE KEY refresh_tokens_generation_unique (session_id, generation)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Keys of the access tokens. private_enc is AES-256-GCM under KEY_ENCRYPTION_SECRET: iv, tag, ciphertext.
CREATE TABLE signing_keys (
  kid VARCHAR(64) PRIMARY KEY,
  public_jwk JSON NOT NULL,
  private_enc VARBINARY(1024) NOT NULL,
  not_before DATETIME(3) NOT NULL,
  retire_at DATETIME(3)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- First answers to requests with an idempotency key.
CREATE TABLE idempotency (
  scope VARCHAR(120) NOT NULL,
  request_id CHAR(36) NOT NULL,
  request_sha256 BINARY(32) NOT NULL,
  response MEDIUMBLOB,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (scope, request_id),
  KEY idempotency_by_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
