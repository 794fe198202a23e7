-- Ids are UUIDv7 in BINARY(16), so their order is the order of making. Times are UTC.
-- What can be subscribed to.
CREATE TABLE plans (
  id BINARY(16) PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  billing_interval ENUM('MONTH','YEAR') NOT NULL,
  -- Minor units; as wide as the Int that GraphQL tells it with.
  amount_minor INT NOT NULL,
  -- ISO 4217.
  currency_code CHAR(3) NOT NULL,
  CHECK (amount_minor >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE enrollments (
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  course_id BINARY(16) NOT NULL,
  status ENUM('ACTIVE','PAUSED','CANCELLED','EXPIRED','COMPLETED') NOT NULL,
  source ENUM('PURCHASE','SUBSCRIPTION','GRANT') NOT NULL,
  enrolled_at DATETIME(3) NOT NULL,
  -- Null for one without end.
  expires_at DATETIME(3),
  -- The etag of the enrolment.
  version INT UNSIGNED NOT NULL DEFAULT 1,
  -- 1 or null: a unique key takes any number of nulls, so ended enrolments never stand in the way.
  live TINYINT GENERATED ALWAYS AS (CASE WHEN status IN ('ACTIVE','PAUSED','COMPLETED') THEN 1 END) STORED,
  -- One live enrolment per learner and course; also finds the live ones of a learner in some courses.
  UNIQUE KEY enrollments_one_live_unique (user_id, course_id, live),
  -- A person's enrolments, newest first.
  KEY enrollments_by_user (user_id, id),
  KEY enrollments_by_user_and_status (user_id, status, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One row per purchase; a renewal moves its period.
CREATE TABLE subscriptions (
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  plan_id BINARY(16) NOT NULL,
  status ENUM('ACTIVE','GRACE','EXPIRED','CANCELLED') NOT NULL,
  started_at DATETIME(3) NOT NULL,
  period_start DATETIME(3) NOT NULL,
  period_end DATETIME(3) NOT NULL,
  auto_renew BOOLEAN NOT NULL,
  -- The etag of the subscription.
  version INT UNSIGNED NOT NULL DEFAULT 1,
  live TINYINT GENERATED ALWAYS AS (CASE WHEN status IN ('ACTIVE','GRACE') THEN 1 END) STORED,
  UNIQUE KEY subscriptions_one_live_unique (user_id, live),
  -- The newest of each of many people.
  KEY subscriptions_by_user (user_id, id),
  FOREIGN KEY (plan_id) REFERENCES plans (id),
  CHECK (period_end > period_start)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE notices (
  id BINARY(16) PRIMARY KEY,
  user_id BINARY(16) NOT NULL,
  type ENUM('SUBSCRIPTION_EXPIRING','SUBSCRIPTION_RENEWED','SUBSCRIPTION_RENEWAL_FAILED','SUBSCRIPTION_EXPIRED','ENROLLMENT_CONFIRMED') NOT NULL,
  -- The enrolment or subscription it is about, by type.
  subject_id BINARY(16) NOT NULL,
  -- Names the occasion, so that whoever comes upon it twice writes one notice.
  dedup_key VARCHAR(120) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  read_at DATETIME(3),
  UNIQUE KEY notices_dedup_unique (dedup_key),
  -- A person's notices, newest first.
  KEY notices_by_user (user_id, id),
  -- The unread ones, and how many they are.
  KEY notices_unread (user_id, read_at, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- First answers to requests with an idempotency key.
CREATE TABLE idempotency (
  scope VARCHAR(120) NOT NULL,
  request_id CHAR(36) NOT NULL,
  request_sha256 BINARY(32) NOT NULL,
  response MEDIUMBLOB,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (scope, request_id),
  KEY idempotency_by_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
