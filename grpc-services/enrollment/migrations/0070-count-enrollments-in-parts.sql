-- In sixteen parts by learner, so that those who enrol in one course at once do not all wait for one row.
ALTER TABLE enrollment_counts
  ADD COLUMN slot TINYINT UNSIGNED NOT NULL DEFAULT 0 AFTER course_id,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (course_id, slot);
