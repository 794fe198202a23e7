-- Ids are UUIDv7 in BINARY(16), so their order is the order of making. Times are UTC.
CREATE TABLE courses (
  id BINARY(16) PRIMARY KEY,
  -- Lower-case letters, digits and hyphens.
  slug VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title VARCHAR(200) NOT NULL,
  -- 20,000 characters of four bytes are more than a TEXT holds.
  description MEDIUMTEXT NOT NULL,
  -- An account of the users service.
  instructor_id BINARY(16) NOT NULL,
  instructor_bio TEXT NOT NULL,
  -- BCP 47 in its canonical spelling.
  language VARCHAR(35) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level ENUM('BEGINNER','INTERMEDIATE','ADVANCED','ALL_LEVELS') NOT NULL,
  status ENUM('DRAFT','PUBLISHED','ARCHIVED') NOT NULL,
  -- Counters of course_sessions, written in the same transaction.
  session_count INT UNSIGNED NOT NULL DEFAULT 0,
  total_duration_seconds INT UNSIGNED NOT NULL DEFAULT 0,
  -- Counters of course_reviews, written in the same transaction: sum and count of the scores, then how many of each.
  rating_sum BIGINT UNSIGNED NOT NULL DEFAULT 0,
  rating_count INT UNSIGNED NOT NULL DEFAULT 0,
  r1 INT UNSIGNED NOT NULL DEFAULT 0,
  r2 INT UNSIGNED NOT NULL DEFAULT 0,
  r3 INT UNSIGNED NOT NULL DEFAULT 0,
  r4 INT UNSIGNED NOT NULL DEFAULT 0,
  r5 INT UNSIGNED NOT NULL DEFAULT 0,
  -- The etag. Ratings don't change it: an editor would conflict with every learner.
  version INT UNSIGNED NOT NULL DEFAULT 1,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  UNIQUE KEY courses_slug_unique (slug),
  -- The catalogue in its two orders, and newest first by each filter.
  KEY courses_newest (status, id),
  KEY courses_by_title (status, title, id),
  KEY courses_by_level (status, level, id),
  KEY courses_by_language (status, language, id),
  KEY courses_by_instructor (instructor_id, status, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE course_categories (
  course_id BINARY(16) NOT NULL,
  -- Compared byte by byte, so that what the service takes for two categories is two here.
  category VARCHAR(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  PRIMARY KEY (course_id, category),
  -- The catalogue by category.
  KEY course_categories_by_category (category, course_id),
  FOREIGN KEY (course_id) REFERENCES courses (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE course_sessions (
  id BINARY(16) PRIMARY KEY,
  course_id BINARY(16) NOT NULL,
  -- 1 to n without gaps.
  position INT UNSIGNED NOT NULL,
  title VARCHAR(200) NOT NULL,
  summary TEXT NOT NULL,
  video_url VARCHAR(2048) NOT NULL,
  duration_seconds INT UNSIGNED NOT NULL,
  is_preview BOOLEAN NOT NULL,
  -- The etag.
  version INT UNSIGNED NOT NULL DEFAULT 1,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  UNIQUE KEY course_sessions_position_unique (course_id, position),
  FOREIGN KEY (course_id) REFERENCES courses (id),
  CHECK (duration_seconds > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE course_reviews (
  id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  -- An account of the users service.
  user_id BINARY(16) NOT NULL,
  score TINYINT UNSIGNED NOT NULL,
  comment VARCHAR(4000) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  -- A course's reviews lie together, newest last. A key of the id alone would tempt the server to read all reviews of
  -- all courses backwards.
  PRIMARY KEY (course_id, id),
  UNIQUE KEY course_reviews_learner_unique (course_id, user_id),
  -- Those of one score, newest last.
  KEY course_reviews_by_score (course_id, score, id),
  FOREIGN KEY (course_id) REFERENCES courses (id),
  CHECK (score BETWEEN 1 AND 5)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- First answers to requests with an idempotency key.
CREATE TABLE idempotency (
  scope VARCHAR(120) NOT NULL,
  request_id CHAR(36) NOT NULL,
  request_sha256 BINARY(32) NOT NULL,
  response MEDIUMBLOB,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (scope, request_id),
  KEY idempotency_by_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
