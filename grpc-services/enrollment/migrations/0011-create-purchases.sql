-- The log of the purchase saga (src/purchase-saga.ts): what was bought, and how far it has come.
CREATE TABLE purchases (
  -- Also the id of its payment, and the provider's key against charging twice.
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  kind ENUM('ENROLLMENT','SUBSCRIPTION') NOT NULL,
  -- The course or the plan, by kind.
  subject_id BINARY(16) NOT NULL,
  amount_minor INT NOT NULL,
  -- ISO 4217.
  currency_code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- What the provider charges to; emptied once it is not needed any more.
  payment_token VARCHAR(255) NOT NULL,
  -- Of subscriptions.
  auto_renew BOOLEAN NOT NULL,
  time_zone VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- RESERVED → CHARGED → GRANTED → DONE, or RESERVED → DECLINED, or CHARGED → REFUNDING → REFUNDED.
  state ENUM('RESERVED','CHARGED','GRANTED','DONE','DECLINED','REFUNDING','REFUNDED') NOT NULL,
  -- Why nothing was charged; null unless DECLINED.
  refusal ENUM('DECLINED','DECLINED_FOR_NOW','INVALID_TOKEN','NO_ANSWER'),
  -- The enrolment or subscription as it was granted, in JSON: what a repeat is answered. Null until then.
  reply TEXT,
  -- By background jobs.
  attempts SMALLINT UNSIGNED NOT NULL,
  -- Whoever is at it has until then; afterwards any replica goes on.
  due_at DATETIME(3) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  -- The right that nobody else may be buying for this person: the course, or the one subscription.
  wanted_right BINARY(16) GENERATED ALWAYS AS (
    CASE WHEN state IN ('RESERVED','CHARGED') THEN CASE kind WHEN 'ENROLLMENT' THEN subject_id ELSE user_id END END
  ) STORED,
  is_open TINYINT GENERATED ALWAYS AS (
    CASE WHEN state IN ('RESERVED','CHARGED','GRANTED','REFUNDING') THEN 1 END
  ) STORED,
  UNIQUE KEY purchases_one_open_unique (user_id, wanted_right),
  -- A person's purchases, for their export.
  KEY purchases_by_user (user_id, id),
  -- What is left for the job.
  KEY purchases_due (is_open, due_at, id),
  CHECK (amount_minor > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

ALTER TABLE plans
  -- Null while it is on sale.
  ADD COLUMN archived_at DATETIME(3),
  ADD KEY plans_on_sale (archived_at, id);

ALTER TABLE notices
  MODIFY COLUMN type ENUM('SUBSCRIPTION_EXPIRING','SUBSCRIPTION_RENEWED','SUBSCRIPTION_RENEWAL_FAILED','SUBSCRIPTION_EXPIRED','ENROLLMENT_CONFIRMED','SUBSCRIPTION_STARTED') NOT NULL;
