-- Spans that go on where another ended become one row, as joinSpans of packages/watch-algebra/src/watch-algebra.ts says: a
-- learner who plays without a break leaves a row a quarter of an hour and not one a heartbeat.
CREATE TABLE joined_spans (
  playback_id BINARY(16) NOT NULL,
  -- Of the events that ended its first and its last pair of neighbouring events.
  first_sequence INT UNSIGNED NOT NULL,
  sequence INT UNSIGNED NOT NULL,
  user_id BINARY(16) NOT NULL,
  session_id BINARY(16) NOT NULL,
  start_ms INT UNSIGNED NOT NULL,
  end_ms INT UNSIGNED NOT NULL,
  -- By the wall clock.
  started_at DATETIME(3) NOT NULL,
  ended_at DATETIME(3) NOT NULL,
  rate DOUBLE NOT NULL,
  -- In the order in which the learning pattern reads: a person's spans by time lie side by side.
  PRIMARY KEY (user_id, started_at, playback_id, first_sequence),
  -- For what goes on where a span ended, and for what ends where one began.
  UNIQUE KEY watch_spans_last_unique (playback_id, sequence),
  UNIQUE KEY watch_spans_first_unique (playback_id, first_sequence)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

INSERT INTO joined_spans
  SELECT playback_id, MIN(sequence), MAX(sequence), user_id, session_id,
    MIN(start_ms), MAX(end_ms), MIN(started_at), MAX(ended_at), rate
  FROM (
    SELECT ends.*, SUM(begins) OVER (PARTITION BY playback_id ORDER BY sequence) AS run
    FROM (
      SELECT spans.*, IF(
          is_steady
          AND LAG(is_steady) OVER before_it
          AND sequence = LAG(sequence) OVER before_it + 1
          AND start_ms = LAG(end_ms) OVER before_it
          AND started_at = LAG(ended_at) OVER before_it
          AND rate = LAG(rate) OVER before_it
          AND quarter = LAG(quarter) OVER before_it, 0, 1) AS begins
      FROM (
        SELECT watch_spans.*,
          ABS(TIMESTAMPDIFF(MICROSECOND, started_at, ended_at) / 1000e0 - (end_ms - start_ms) / rate) <= 1000 AS is_steady,
          FLOOR(TIMESTAMPDIFF(SECOND, '1970-01-01', started_at) / 900) AS quarter
        FROM watch_spans
      ) spans
      WINDOW before_it AS (PARTITION BY playback_id ORDER BY sequence)
    ) ends
  ) runs
  GROUP BY playback_id, user_id, session_id, rate, run;

RENAME TABLE watch_spans TO unjoined_spans, joined_spans TO watch_spans;
DROP TABLE unjoined_spans;
