-- An event's id is the player's choice, so it is unique among the events of its playback and says nothing about those of
-- others. Every unique key of the log now begins with playback_id, which rises with time: the log can be partitioned by it.
ALTER TABLE playback_events
  ADD UNIQUE KEY playback_events_id_unique_in_playback (playback_id, event_id),
  DROP KEY playback_events_id_unique;

ALTER TABLE playback_sessions
  -- By the player's corrected clock; with last_event_at the time in which everything was played.
  ADD COLUMN first_event_at DATETIME(3),
  -- The highest speed that any event stated, at least 1.
  ADD COLUMN fastest_rate DOUBLE NOT NULL DEFAULT 1,
  -- Whether any event is in the log.
  ADD COLUMN has_log BOOLEAN NOT NULL DEFAULT TRUE,
  -- When events of it were deleted from the log; what was folded from those stays and can't be folded again.
  ADD COLUMN log_deleted_at DATETIME(3),
  -- Those whose log may be due for deletion, oldest first.
  ADD KEY playback_sessions_with_log (has_log, id);

ALTER TABLE session_progress
  -- The most that can have been played, by the wall clock, in all playbacks together.
  ADD COLUMN budget_ms BIGINT UNSIGNED NOT NULL DEFAULT 0,
  -- One more with each change.
  ADD COLUMN revision INT UNSIGNED NOT NULL DEFAULT 0;

-- Both of what is in the log already, as ingest keeps them from now on.
UPDATE playback_sessions s
  JOIN (
    SELECT playback_id, MIN(occurred_at) AS first_at,
      GREATEST(1, MAX(CASE WHEN type IN ('PLAY', 'HEARTBEAT', 'RATE_CHANGE') THEN rate ELSE 1 END)) AS fastest
    FROM playback_events GROUP BY playback_id
  ) e ON e.playback_id = s.id
  SET s.first_event_at = e.first_at, s.fastest_rate = e.fastest;
UPDATE session_progress p
  JOIN (
    SELECT user_id, session_id, SUM(
      FLOOR(TIMESTAMPDIFF(MICROSECOND, first_event_at, last_event_at) / 1000e0 * fastest_rate * 1.1e0 + 0.5) + 2000
    ) AS budget
    FROM playback_sessions WHERE first_event_at IS NOT NULL GROUP BY user_id, session_id
  ) s ON s.user_id = p.user_id AND s.session_id = p.session_id
  SET p.budget_ms = s.budget;
