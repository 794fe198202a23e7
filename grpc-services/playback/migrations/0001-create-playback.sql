-- Ids are UUIDs in BINARY(16); those made here are UUIDv7, so their order is the order of making. Times are UTC.
-- All but playback_events and the first ten columns of playback_sessions is a fold of the log and can be made again.
CREATE TABLE playback_sessions (
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  -- Of the course session.
  session_id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  client_session_id BINARY(16) NOT NULL,
  device_id VARCHAR(64) NOT NULL,
  -- Length of the video when the player opened it, by the courses service: ingest asks nobody.
  duration_ms INT UNSIGNED NOT NULL,
  status ENUM('OPEN','ENDED','ABANDONED') NOT NULL,
  started_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3),
  -- What to add to the player's clock, as it was measured last.
  clock_offset_ms BIGINT NOT NULL,
  -- By the platform's clock; the start counts as a sign of life.
  last_received_at DATETIME(3) NOT NULL,
  -- By the player's corrected clock.
  last_event_at DATETIME(3),
  -- [[from,to],...]: the sequence numbers that have arrived, both ends included, ascending.
  arrived JSON NOT NULL,
  -- The highest sequence of an event that says by itself whether the video plays; -1 before the first.
  last_anchor_sequence INT NOT NULL,
  last_position_ms INT UNSIGNED NOT NULL,
  -- [[startMs,endMs,count],...] of this playback alone.
  coverage JSON NOT NULL,
  played_ms BIGINT UNSIGNED NOT NULL,
  covered_ms INT UNSIGNED NOT NULL,
  UNIQUE KEY playback_sessions_client_unique (user_id, client_session_id),
  -- A person's playbacks, newest first.
  KEY playback_sessions_by_user (user_id, id),
  -- Players that have vanished.
  KEY playback_sessions_by_sign_of_life (status, last_received_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The log, append-only.
CREATE TABLE playback_events (
  playback_id BINARY(16) NOT NULL,
  sequence INT UNSIGNED NOT NULL,
  event_id BINARY(16) NOT NULL,
  type ENUM('PLAY','PAUSE','STOP','SEEK','RATE_CHANGE','HEARTBEAT','BUFFER_START','BUFFER_END','ERROR','CAPTION_CHANGE') NOT NULL,
  position_ms INT UNSIGNED NOT NULL,
  from_position_ms INT UNSIGNED,
  rate DOUBLE NOT NULL,
  -- By the player's corrected clock; minus skew_ms it is what the player said.
  occurred_at DATETIME(3) NOT NULL,
  skew_ms BIGINT NOT NULL,
  received_at DATETIME(3) NOT NULL,
  PRIMARY KEY (playback_id, sequence),
  UNIQUE KEY playback_events_id_unique (event_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Stretches of video that were played without a break between two neighbouring events; sequence is the later one's.
CREATE TABLE watch_spans (
  playback_id BINARY(16) NOT NULL,
  sequence INT UNSIGNED NOT NULL,
  user_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  start_ms INT UNSIGNED NOT NULL,
  end_ms INT UNSIGNED NOT NULL,
  -- By the wall clock.
  started_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3) NOT NULL,
  rate DOUBLE NOT NULL,
  -- In the order in which the learning pattern reads: a person's spans by time lie side by side.
  PRIMARY KEY (user_id, started_at, playback_id, sequence),
  UNIQUE KEY watch_spans_event_unique (playback_id, sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A learner's progress in a course session over all playbacks. Made when the first playback opens.
CREATE TABLE session_progress (
  user_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  -- As of the playback that opened last.
  duration_ms INT UNSIGNED NOT NULL,
  -- [[startMs,endMs,count],...]
  coverage JSON NOT NULL,
  covered_ms INT UNSIGNED NOT NULL,
  -- End of the span that was played last by the wall clock, when that was, and in which playback.
  resume_ms INT UNSIGNED NOT NULL,
  last_watched_at DATETIME(3),
  last_playback_id BINARY(16),
  completed_at DATETIME(3),
  PRIMARY KEY (user_id, session_id),
  KEY session_progress_by_course (user_id, course_id),
  -- What a learner has not completed, watched last first.
  KEY session_progress_to_continue (user_id, completed_at, last_watched_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
