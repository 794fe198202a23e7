-- Number of the last end of a right, in one row. Whoever counts it up holds it until the commit, so ends become visible
-- in the order of their numbers, and a reader who asks for those after the last one it has seen misses none.
CREATE TABLE grant_epoch_counter (
  id TINYINT UNSIGNED PRIMARY KEY,
  epoch INT UNSIGNED NOT NULL,
  CHECK (id = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
INSERT INTO grant_epoch_counter (id, epoch) VALUES (1, 0);

-- The last end of a right of each user in each course: grants of lower epochs do not hold any more. Kept for as long as
-- such a grant could otherwise hold.
CREATE TABLE grant_epochs (
  -- All zero for everybody.
  user_id BINARY(16) NOT NULL,
  -- All zero for all courses.
  course_id BINARY(16) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  changed_at DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, course_id),
  -- What a file server has not heard of.
  UNIQUE KEY grant_epochs_epoch_unique (epoch),
  KEY grant_epochs_by_age (changed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Messages of other services that were taken.
CREATE TABLE inbox (
  message_id BINARY(16) PRIMARY KEY,
  taken_at DATETIME(3) NOT NULL,
  KEY inbox_by_age (taken_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
