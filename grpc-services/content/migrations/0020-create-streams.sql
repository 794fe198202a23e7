-- What players get of videos, and whether it plays.
CREATE TABLE streams (
  id BINARY(16) PRIMARY KEY,
  file_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  -- In the store.
  folder VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Within the folder: the master playlist of an HLS package, or a video as it was uploaded.
  entry_path VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- Within the folder; null where there is none.
  poster_path VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin,
  storyboard_path VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin,
  -- When its folder may be deleted: soon, while it is written by somebody who might die; null of one that plays.
  discard_at DATETIME(3),
  -- What the last self-check found; null before the first.
  health ENUM('SUCCESS','FAIL','ERROR'),
  checked_at DATETIME(3),
  -- While a replica checks it, when its claim ends; null of one that does not play.
  next_check_at DATETIME(3),
  -- From a FAIL to the next SUCCESS.
  is_broken BOOLEAN NOT NULL DEFAULT FALSE,
  recovered_at DATETIME(3),
  created_at DATETIME(3) NOT NULL,
  live_file_id BINARY(16) GENERATED ALWAYS AS (CASE WHEN discard_at IS NULL THEN file_id END) STORED,
  -- A video plays from one package, however many were made of it.
  UNIQUE KEY streams_live_unique (live_file_id),
  KEY streams_by_session (session_id, id),
  KEY streams_due (next_check_at, id),
  KEY streams_discarded (discard_at),
  KEY streams_broken (is_broken),
  KEY streams_by_file (file_id),
  FOREIGN KEY (file_id) REFERENCES content_files (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What the files that a self-check reads were when they were stored. Packages from before this table have none.
CREATE TABLE stream_files (
  stream_id BINARY(16) NOT NULL,
  -- Within the folder; a digest of the path would do as well, but operators read this.
  path VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  byte_size BIGINT UNSIGNED NOT NULL,
  sha256 BINARY(32) NOT NULL,
  PRIMARY KEY (stream_id, path),
  FOREIGN KEY (stream_id) REFERENCES streams (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What the last self-check found wrong.
CREATE TABLE stream_issues (
  stream_id BINARY(16) NOT NULL,
  -- In the order of the walk.
  position SMALLINT UNSIGNED NOT NULL,
  -- Within the folder.
  path VARCHAR(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  culprit ENUM('STORAGE','PACKAGING','NETWORK') NOT NULL,
  message VARCHAR(255) NOT NULL,
  -- When a check first found it.
  since DATETIME(3) NOT NULL,
  PRIMARY KEY (stream_id, position),
  FOREIGN KEY (stream_id) REFERENCES streams (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Packages that were imported: their video has the path of the master playlist.
INSERT INTO streams (id, file_id, session_id, course_id, folder, entry_path, next_check_at, created_at)
  SELECT id, id, session_id, course_id, SUBSTRING(path, 1, CHAR_LENGTH(path) - 12), 'master.m3u8', created_at, created_at
  FROM content_files WHERE type = 'VIDEO' AND status = 'READY' AND path LIKE '%/stream/master.m3u8';

-- One caption of a session is shown unasked, at most.
UPDATE content_files AS later
  JOIN content_files AS earlier ON earlier.session_id = later.session_id AND earlier.type = 'CAPTION'
    AND earlier.is_default = 1 AND earlier.id < later.id
  SET later.is_default = 0
  WHERE later.type = 'CAPTION' AND later.is_default = 1;
ALTER TABLE content_files
  ADD COLUMN default_caption_of BINARY(16)
    GENERATED ALWAYS AS (CASE WHEN type = 'CAPTION' AND is_default = 1 AND status <> 'DELETED' THEN session_id END) STORED,
  ADD UNIQUE KEY content_files_default_caption_unique (default_caption_of);

-- A video takes long, so videos and other files are two queues.
ALTER TABLE processing_jobs
  ADD COLUMN is_video BOOLEAN NOT NULL DEFAULT FALSE,
  DROP KEY processing_jobs_due,
  ADD KEY processing_jobs_due (is_video, next_action_at);
UPDATE processing_jobs SET is_video = 1 WHERE file_id IN (SELECT id FROM content_files WHERE type = 'VIDEO');

-- See packages/service-kit/outbox.sql.
CREATE TABLE outbox (
  id BINARY(16) PRIMARY KEY,
  topic VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payload MEDIUMTEXT NOT NULL,
  state ENUM('QUEUED','FAILED') NOT NULL,
  attempts SMALLINT UNSIGNED NOT NULL,
  due_at DATETIME(3) NOT NULL,
  last_error VARCHAR(255),
  created_at DATETIME(3) NOT NULL,
  KEY outbox_due (state, due_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
