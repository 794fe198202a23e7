-- What is past its lifetime is deleted.
ALTER TABLE refresh_tokens ADD KEY refresh_tokens_by_expiry (expires_at);
ALTER TABLE auth_sessions ADD KEY auth_sessions_by_use (last_used_at);
