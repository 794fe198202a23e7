-- What enrolling costs, in minor units as wide as the Int that GraphQL tells them with, and ISO 4217; both null for free.
ALTER TABLE courses
  ADD COLUMN price_minor INT,
  ADD COLUMN price_currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin,
  ADD CHECK (price_minor > 0);
