-- Messages of the users service that were taken.
CREATE TABLE inbox (
  message_id BINARY(16) PRIMARY KEY,
  taken_at DATETIME(3) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
