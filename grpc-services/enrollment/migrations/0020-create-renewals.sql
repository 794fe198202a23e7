ALTER TABLE subscriptions
  -- When the sweep (src/renewal-sweep.ts) has to look at it; null when there is nothing left to do. While a replica is at
  -- it, when its claim ends. Whoever makes a row may leave it out: the sweep then looks at once and sets it.
  ADD COLUMN next_action_at DATETIME(3) DEFAULT '1970-01-02 00:00:00.000',
  -- How often the renewal into the next period was tried and declined.
  ADD COLUMN renewal_attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  -- When the learner cancelled; it ends with the paid period.
  ADD COLUMN cancelled_at DATETIME(3),
  ADD KEY subscriptions_due (next_action_at, id);

-- What came of renewals: a row per attempt.
CREATE TABLE renewals (
  id BINARY(16) PRIMARY KEY,
  subscription_id BINARY(16) NOT NULL,
  -- Of the period that was to be paid.
  period_index INT UNSIGNED NOT NULL,
  attempt SMALLINT UNSIGNED NOT NULL,
  period_start DATETIME(3) NOT NULL,
  period_end DATETIME(3) NOT NULL,
  outcome ENUM('RENEWED','DECLINED','SKIPPED_AUTO_RENEW_OFF') NOT NULL,
  -- Null when nothing was to be paid.
  payment_id BINARY(16),
  occurred_at DATETIME(3) NOT NULL,
  renewed TINYINT GENERATED ALWAYS AS (CASE WHEN outcome = 'RENEWED' THEN 1 END) STORED,
  UNIQUE KEY renewals_attempt_unique (subscription_id, period_index, attempt),
  -- A period is paid once.
  UNIQUE KEY renewals_renewed_once_unique (subscription_id, period_index, renewed),
  -- Those of a subscription, newest first.
  KEY renewals_by_subscription (subscription_id, id),
  FOREIGN KEY (subscription_id) REFERENCES subscriptions (id),
  FOREIGN KEY (payment_id) REFERENCES payments (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE notices
  -- The instant that it tells of, by type: when a period ends, or until when access is kept. Null when there is none.
  ADD COLUMN about_time DATETIME(3);

-- Which notices a person does not want by which channel; all others are sent.
CREATE TABLE notification_opt_outs (
  user_id BINARY(16) NOT NULL,
  channel ENUM('EMAIL') NOT NULL,
  -- A notice type.
  type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (user_id, channel, type)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- See packages/service-kit/outbox.sql. The topic is notice-mail: a notice to send by mail.
CREATE TABLE outbox (
  id BINARY(16) PRIMARY KEY,
  topic VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- JSON.
  payload MEDIUMTEXT NOT NULL,
  -- Delivered ones are deleted; FAILED ones are for an operator to look at, and to set to QUEUED again.
  state ENUM('QUEUED','FAILED') NOT NULL,
  attempts SMALLINT UNSIGNED NOT NULL,
  -- When it may be tried (again); while a replica tries, when its claim ends.
  due_at DATETIME(3) NOT NULL,
  last_error VARCHAR(255),
  created_at DATETIME(3) NOT NULL,
  KEY outbox_due (state, due_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
