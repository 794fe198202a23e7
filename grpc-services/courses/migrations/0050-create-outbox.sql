-- See packages/service-kit/outbox.sql. The topic is ended-right: what the content service is told.
CREATE TABLE outbox (
  id BINARY(16) PRIMARY KEY,
  topic VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- JSON.
  payload MEDIUMTEXT NOT NULL,
  -- Delivered ones are deleted; FAILED ones are for an operator to look at, and to set to QUEUED again.
  state ENUM('QUEUED','FAILED') NOT NULL,
  attempts SMALLINT UNSIGNED NOT NULL,
  -- When it may be tried (again); while a replica tries, when its claim ends.
  due_at DATETIME(3) NOT NULL,
  last_error VARCHAR(255),
  created_at DATETIME(3) NOT NULL,
  KEY outbox_due (state, due_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
