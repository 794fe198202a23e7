-- folded_revision is the revision of the row that is in session_analytics; unfolded is 1 where that is an older one, so
-- that the index holds behind 1 what is to be done and nothing else. Both are the fold's own matter, and invisible to
-- whoever selects a whole row to write it back: a generated column can't be written.
ALTER TABLE session_progress
  ADD COLUMN folded_revision INT UNSIGNED NOT NULL DEFAULT 0 INVISIBLE,
  ADD COLUMN unfolded TINYINT GENERATED ALWAYS AS (IF(revision <> folded_revision, 1, NULL)) VIRTUAL INVISIBLE,
  ADD KEY session_progress_unfolded (unfolded, user_id, session_id);

-- What was watched before there were analytics.
UPDATE session_progress SET revision = revision + 1 WHERE revision = folded_revision AND last_watched_at IS NOT NULL;

-- How often a learner played a course session, and the export of a course's log, learner by learner.
ALTER TABLE playback_sessions ADD KEY playback_sessions_by_course (course_id, session_id, user_id, id);

-- What all learners together did with a course session: the sum of folded_progress over them.
-- The names are those of packages/watch-algebra/src/session-analytics.ts.
CREATE TABLE session_analytics (
  session_id BINARY(16) PRIMARY KEY,
  viewer_count INT UNSIGNED NOT NULL,
  repeat_viewer_count INT UNSIGNED NOT NULL,
  completed_count INT UNSIGNED NOT NULL,
  play_count BIGINT UNSIGNED NOT NULL,
  played_ms BIGINT UNSIGNED NOT NULL,
  covered_ms BIGINT UNSIGNED NOT NULL,
  -- Arrays of numbers, one per bucket of five seconds, without zeros at the end.
  plays_by_bucket JSON NOT NULL,
  viewers_by_bucket JSON NOT NULL,
  stopped_by_bucket JSON NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- How much of a learner's progress is in session_analytics, column by column as it was then.
CREATE TABLE folded_progress (
  user_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  revision INT UNSIGNED NOT NULL,
  duration_ms INT UNSIGNED NOT NULL,
  coverage JSON NOT NULL,
  budget_ms BIGINT UNSIGNED NOT NULL,
  resume_ms INT UNSIGNED NOT NULL,
  is_completed BOOLEAN NOT NULL,
  play_count INT UNSIGNED NOT NULL,
  PRIMARY KEY (user_id, session_id),
  -- For counting a course session again.
  KEY folded_progress_by_session (session_id, user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One row per course that was watched; whoever folds progress in a course holds its lock.
CREATE TABLE course_analytics (
  course_id BINARY(16) PRIMARY KEY,
  -- Rows of course_learners.
  learner_count INT UNSIGNED NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Who has played anything in a course.
CREATE TABLE course_learners (
  user_id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  PRIMARY KEY (user_id, course_id),
  -- For counting a course again.
  KEY course_learners_by_course (course_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
