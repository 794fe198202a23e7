-- Files come by upload: they are reserved, received, checked and processed, and go again.
ALTER TABLE content_files
  -- Null until the bytes are there.
  MODIFY sha256 BINARY(32),
  -- For people, in English; null where nothing failed.
  ADD COLUMN failure_reason VARCHAR(255),
  -- The etag of the file.
  ADD COLUMN version INT UNSIGNED NOT NULL DEFAULT 1,
  -- What it counts in course_storage; 0 for one that is FAILED or DELETED, and for parts of a package.
  ADD COLUMN counted_bytes BIGINT UNSIGNED NOT NULL DEFAULT 0,
  -- Where its bytes are, or will be, in the store; null when they are gone. The path, but for a file whose path another
  -- one had whose bytes are not gone yet.
  ADD COLUMN object_path VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  -- Set by DELETED; such rows stay as the history of the session.
  ADD COLUMN deleted_at DATETIME(3),
  -- When the bytes of one that is DELETED or FAILED may go (again, while a replica takes them away).
  ADD COLUMN purge_at DATETIME(3),
  -- The path, or null: a unique key takes any number of nulls, so what has failed or is deleted never stands in the way.
  ADD COLUMN live_path VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
    GENERATED ALWAYS AS (CASE WHEN status IN ('UPLOADING','PROCESSING','READY') THEN path END) STORED,
  DROP KEY content_files_path_unique,
  -- One live file at each path; also what lets one of two imports into a session win.
  ADD UNIQUE KEY content_files_path_unique (live_path),
  ADD UNIQUE KEY content_files_object_unique (object_path),
  -- What a session shows, however long its history is.
  ADD KEY content_files_shown (session_id, status, id),
  ADD KEY content_files_purge (purge_at);

UPDATE content_files SET object_path = path;
UPDATE content_files SET counted_bytes = byte_size WHERE type = 'VIDEO';

-- How many bytes the files of a course have, uploads that are under way among them; its row is the lock of its quota.
CREATE TABLE course_storage (
  course_id BINARY(16) PRIMARY KEY,
  used_bytes BIGINT UNSIGNED NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO course_storage (course_id, used_bytes)
  SELECT course_id, SUM(counted_bytes) FROM content_files GROUP BY course_id;

-- Files whose bytes are still coming, or not checked yet.
CREATE TABLE uploads (
  file_id BINARY(16) PRIMARY KEY,
  -- So many bytes have come.
  byte_offset BIGINT UNSIGNED NOT NULL,
  -- What the client says that the bytes are; null where it says nothing.
  expected_sha256 BINARY(32),
  -- When it is given up, unless more comes.
  expires_at DATETIME(3) NOT NULL,
  -- When a replica may check it; null while bytes are missing, the end of the lease while one does.
  check_at DATETIME(3),
  -- Names the lease.
  lease_owner BINARY(16),
  attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  KEY uploads_expired (expires_at),
  KEY uploads_to_check (check_at),
  FOREIGN KEY (file_id) REFERENCES content_files (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The pieces of an upload, each an object of the store at uploads/{file}/{id}.
CREATE TABLE upload_chunks (
  file_id BINARY(16) NOT NULL,
  -- Of its first byte.
  byte_offset BIGINT UNSIGNED NOT NULL,
  byte_size BIGINT UNSIGNED NOT NULL,
  id BINARY(16) NOT NULL,
  PRIMARY KEY (file_id, byte_offset),
  FOREIGN KEY (file_id) REFERENCES uploads (file_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Files that are PROCESSING; a row goes when its file is READY, FAILED or DELETED.
CREATE TABLE processing_jobs (
  file_id BINARY(16) PRIMARY KEY,
  attempts SMALLINT UNSIGNED NOT NULL,
  -- When it may be tried (again); while a replica works on it, when its lease ends.
  next_action_at DATETIME(3) NOT NULL,
  -- Both null while nobody works on it.
  leased_until DATETIME(3),
  lease_owner BINARY(16),
  progress_percent TINYINT UNSIGNED NOT NULL,
  -- Why the last attempt failed, for operators.
  failure VARCHAR(255),
  KEY processing_jobs_due (next_action_at),
  FOREIGN KEY (file_id) REFERENCES content_files (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- First answers to requests with an idempotency key. The owner in the scope is the course, so nothing here is about people.
CREATE TABLE idempotency (
  scope VARCHAR(120) NOT NULL,
  request_id CHAR(36) NOT NULL,
  request_sha256 BINARY(32) NOT NULL,
  response MEDIUMBLOB,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (scope, request_id),
  KEY idempotency_by_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
