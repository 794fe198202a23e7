-- One attempt to charge somebody. PENDING until the provider's answer is known, which a crash may leave to be found out.
CREATE TABLE payments (
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  purpose ENUM('ENROLLMENT','SUBSCRIPTION') NOT NULL,
  -- The purchase or subscription it is for.
  subject_id BINARY(16) NOT NULL,
  amount_minor INT NOT NULL,
  -- ISO 4217.
  currency_code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- The provider's key against charging twice.
  charge_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  -- The provider's name for the charge; null until it is captured.
  charge_id VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin,
  state ENUM('PENDING','CAPTURED','DECLINED','REFUNDED') NOT NULL,
  created_at DATETIME(3) NOT NULL,
  settled_at DATETIME(3),
  UNIQUE KEY payments_charge_key_unique (charge_key),
  KEY payments_by_user (user_id, id),
  KEY payments_by_subject (subject_id, id),
  CHECK (amount_minor > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Double entry: what a payment moves sums to zero, and so does each account over a charge and its refund.
CREATE TABLE ledger_entries (
  id BINARY(16) PRIMARY KEY,
  payment_id BINARY(16) NOT NULL,
  kind ENUM('CHARGE','REFUND') NOT NULL,
  -- PROVIDER is what the payment provider owes us, REVENUE what was sold (negative is income).
  account ENUM('PROVIDER','REVENUE') NOT NULL,
  amount_minor INT NOT NULL,
  occurred_at DATETIME(3) NOT NULL,
  UNIQUE KEY ledger_entries_once (payment_id, kind, account),
  FOREIGN KEY (payment_id) REFERENCES payments (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The books of the sandbox payment provider, which stands in for one outside: the service never reads them as its own.
CREATE TABLE sandbox_charges (
  charge_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
  charge_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  outcome ENUM('CAPTURED','DECLINED') NOT NULL,
  is_retryable BOOLEAN NOT NULL,
  amount_minor INT NOT NULL,
  currency_code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  charged_at DATETIME(3) NOT NULL,
  refunded_at DATETIME(3),
  UNIQUE KEY sandbox_charges_id_unique (charge_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Period k of a subscription is k months or years after started_at on the calendar of time_zone (src/billing-period.ts).
ALTER TABLE subscriptions
  ADD COLUMN time_zone VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'UTC',
  ADD COLUMN period_index INT UNSIGNED NOT NULL DEFAULT 0,
  -- What the provider charges renewals to; empty for one that can't be renewed.
  ADD COLUMN payment_method VARCHAR(255) NOT NULL DEFAULT '';
