-- The table of src/inbox.ts: copy it into a migration of a service that takes messages of another one's outbox.
CREATE TABLE inbox (
  message_id BINARY(16) PRIMARY KEY,
  taken_at DATETIME(3) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
