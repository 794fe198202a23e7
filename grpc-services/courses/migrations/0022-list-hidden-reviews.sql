-- What is hidden, hidden last at the end.
ALTER TABLE course_reviews ADD KEY course_reviews_hidden (deleted_at, hidden_at, id);
