-- Ids are UUIDv7 in BINARY(16), so their order is the order of making. Times are UTC.
CREATE TABLE content_files (
  id BINARY(16) PRIMARY KEY,
  session_id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  type ENUM('VIDEO','AUDIO','CAPTION','DOCUMENT','IMAGE','ARCHIVE','OTHER') NOT NULL,
  -- In the store: sessions/{session}/{type}/{name}. Names that differ in case only are two files.
  path VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  media_type VARCHAR(127) NOT NULL,
  -- Of an HLS package: of all its files together.
  byte_size BIGINT UNSIGNED NOT NULL,
  -- Of an HLS package: of the list of its files, so that it names the content of all of them.
  sha256 BINARY(32) NOT NULL,
  -- BCP 47; null where there are no words.
  language VARCHAR(35),
  -- Of a caption, for the menu of the player.
  label VARCHAR(80),
  is_default BOOLEAN NOT NULL,
  -- Null where nothing plays.
  duration_ms INT UNSIGNED,
  status ENUM('UPLOADING','PROCESSING','READY','FAILED','DELETED') NOT NULL,
  created_at DATETIME(3) NOT NULL,
  -- Also what lets one of two imports into a session win.
  UNIQUE KEY content_files_path_unique (path),
  -- What a session has, in the order of making.
  KEY content_files_by_session (session_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The variants of an HLS package.
CREATE TABLE renditions (
  id BINARY(16) PRIMARY KEY,
  file_id BINARY(16) NOT NULL,
  height SMALLINT UNSIGNED NOT NULL,
  -- Bits per second at the peak, as the master playlist says.
  bitrate INT UNSIGNED NOT NULL,
  codecs VARCHAR(64) NOT NULL,
  -- In the store, as content_files.path.
  playlist_path VARCHAR(512) NOT NULL,
  segment_count INT UNSIGNED NOT NULL,
  KEY renditions_by_file (file_id, id),
  FOREIGN KEY (file_id) REFERENCES content_files (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
