ALTER TABLE enrollments
  -- When it was put on hold; null unless it is PAUSED. A pause ends by itself (src/enrollment.ts).
  ADD COLUMN paused_at DATETIME(3),
  ADD COLUMN pause_count TINYINT UNSIGNED NOT NULL DEFAULT 0,
  -- Which ones the sweep has to end, or to let go on.
  ADD KEY enrollments_by_end (status, expires_at, id),
  ADD KEY enrollments_by_pause (status, paused_at, id);

-- How many live enrolments a course has, changed in the transaction that begins or ends one.
CREATE TABLE enrollment_counts (
  course_id BINARY(16) PRIMARY KEY,
  live_count INT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO enrollment_counts (course_id, live_count)
  SELECT course_id, COUNT(*) FROM enrollments WHERE live = 1 GROUP BY course_id;
