ALTER TABLE courses
  -- Of the first publishing; null before.
  ADD COLUMN published_at DATETIME(3);
-- It was not recorded so far; the last change is the nearest that is known.
UPDATE courses SET published_at = updated_at WHERE status <> 'DRAFT';

ALTER TABLE course_sessions
  -- 1 to n without gaps; null for a deleted session, of which a unique key takes any number.
  MODIFY COLUMN position INT UNSIGNED,
  ADD COLUMN deleted_at DATETIME(3);
