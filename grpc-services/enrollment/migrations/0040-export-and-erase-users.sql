-- Whose request it was: the last word of the scope.
ALTER TABLE idempotency
  ADD COLUMN owner_id VARCHAR(120) GENERATED ALWAYS AS (SUBSTRING_INDEX(scope, ' ', -1)) VIRTUAL,
  ADD KEY idempotency_by_owner (owner_id);

-- Messages of the users service that were taken.
CREATE TABLE inbox (
  message_id BINARY(16) PRIMARY KEY,
  taken_at DATETIME(3) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
