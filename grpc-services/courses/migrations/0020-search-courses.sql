-- The inverted index of search: which courses have a term, the best first. Rows are derived from a course and written
-- with its row locked, all in the transaction that changes it; nothing else refers to them.
CREATE TABLE course_terms (
  -- A word, a pair of syllables, a concept or a filter; see search-terms.ts.
  term VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  status ENUM('DRAFT','PUBLISHED','ARCHIVED') NOT NULL,
  -- How much the term says about the course, 1 to 1,000; 0 for a filter. It depends on this course alone.
  impact SMALLINT UNSIGNED NOT NULL,
  course_id BINARY(16) NOT NULL,
  -- The courses of a term lie together in the order of relevance.
  PRIMARY KEY (term, status, impact, course_id),
  -- Whether a course has a term too, and with what impact (InnoDB adds the rest of the primary key).
  KEY course_terms_by_course (course_id, term)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Of what state of a course the terms are.
CREATE TABLE course_index (
  course_id BINARY(16) PRIMARY KEY,
  -- Over everything that the terms are made of.
  digest BINARY(16) NOT NULL,
  -- Of the rules that made them; see search-terms.ts.
  terms_version SMALLINT UNSIGNED NOT NULL,
  FOREIGN KEY (course_id) REFERENCES courses (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Names of the users service, which tells of changes.
CREATE TABLE instructor_names (
  instructor_id BINARY(16) PRIMARY KEY,
  display_name VARCHAR(80) NOT NULL,
  -- Of the account: news may arrive in any order.
  version INT UNSIGNED NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
