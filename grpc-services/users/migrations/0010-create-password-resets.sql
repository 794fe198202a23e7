-- One row for each address that a reset was asked for, whether or not it has an account, so that both cost the same.
CREATE TABLE password_resets (
  -- HMAC-SHA-256 of the address.
  address_hmac BINARY(32) PRIMARY KEY,
  -- Null for an address without an account.
  user_id BINARY(16),
  -- Of the newest token; null when it replaced none yet. The token itself is nowhere.
  token_sha256 BINARY(32),
  -- Of that token; nothing in the row is of use after it.
  expires_at DATETIME(3) NOT NULL,
  used_at DATETIME(3),
  -- When the last three were asked for: no fourth one within an hour of the third newest.
  newest_at DATETIME(3),
  second_newest_at DATETIME(3),
  third_newest_at DATETIME(3),
  UNIQUE KEY password_resets_token_unique (token_sha256),
  KEY password_resets_by_user (user_id),
  -- What can be deleted.
  KEY password_resets_by_expiry (expires_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- How many resets were asked for from one client address within its window.
CREATE TABLE password_reset_clients (
  -- HMAC-SHA-256 of the IPv4 address or the /64 of the IPv6 one.
  client_hmac BINARY(32) PRIMARY KEY,
  window_started_at DATETIME(3) NOT NULL,
  request_count INT UNSIGNED NOT NULL,
  KEY password_reset_clients_by_window (window_started_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE login_records MODIFY type ENUM('LOGIN_SUCCEEDED','LOGIN_FAILED','LOGOUT','TOKEN_REFRESHED','REFRESH_REUSE_DETECTED','PASSWORD_RESET','PASSWORD_CHANGED') NOT NULL;
