-- When a refresh was, and null of other records: what the purge finds them by.
ALTER TABLE login_records
  ADD COLUMN refreshed_at DATETIME(3) GENERATED ALWAYS AS (IF(type = 'TOKEN_REFRESHED', occurred_at, NULL)) VIRTUAL,
  ADD KEY login_records_by_refresh (refreshed_at);
