ALTER TABLE courses
  -- The mean in millionths, 0 without a rating: what "at least" is compared with.
  ADD COLUMN rating_mean INT UNSIGNED
    GENERATED ALWAYS AS (IF(rating_count = 0, 0, (1000000 * rating_sum) DIV rating_count)) STORED,
  -- The mean as if five ratings of 3.5 had come first (a Bayesian average), in millionths; 0 without a rating. Whole
  -- numbers, since a division's decimals depend on the connection.
  ADD COLUMN rating_rank INT UNSIGNED
    GENERATED ALWAYS AS (IF(rating_count = 0, 0, (500000 * (2 * rating_sum + 35)) DIV (rating_count + 5))) STORED,
  -- The catalogue by its best and by its most rated, and what is rated at least so well.
  ADD KEY courses_by_rating (status, rating_rank, id),
  ADD KEY courses_by_popularity (status, rating_count, id),
  ADD KEY courses_by_mean (status, rating_mean, id);
-- Filters go by course_terms.
ALTER TABLE courses
  DROP KEY courses_by_level,
  DROP KEY courses_by_language;
ALTER TABLE course_categories
  DROP KEY course_categories_by_category;
