ALTER TABLE course_reviews
  ADD COLUMN hidden_at DATETIME(3),
  -- Empty unless hidden.
  ADD COLUMN hidden_reason VARCHAR(500) NOT NULL DEFAULT '',
  -- The row of a deleted review stays, without its comment: rating again must not undo that it was hidden.
  ADD COLUMN deleted_at DATETIME(3),
  -- Whether it is listed and counted.
  ADD COLUMN is_shown TINYINT GENERATED ALWAYS AS (hidden_at IS NULL AND deleted_at IS NULL) STORED,
  DROP KEY course_reviews_by_score,
  -- Those that are shown, newest last; and those of one score.
  ADD KEY course_reviews_newest (course_id, is_shown, id),
  ADD KEY course_reviews_by_score (course_id, is_shown, score, id),
  -- To hide one.
  ADD UNIQUE KEY course_reviews_id_unique (id);
