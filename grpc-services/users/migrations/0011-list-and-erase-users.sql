ALTER TABLE users
  -- Null once the account was erased: any number of them, and nobody can sign in to one.
  MODIFY email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN erased_at DATETIME(3),
  -- The list of accounts: newest first, of a role, and by address within a role.
  ADD KEY users_newest (erased_at, id),
  ADD KEY users_by_role (erased_at, role, id),
  ADD KEY users_by_role_and_email (role, email);

-- Addresses that nobody has an account with are nobody's business; those that somebody has are in their account.
ALTER TABLE login_records DROP COLUMN email_tried;

-- Whose request it was: the last word of the scope.
ALTER TABLE idempotency
  ADD COLUMN owner_id VARCHAR(120) GENERATED ALWAYS AS (SUBSTRING_INDEX(scope, ' ', -1)) VIRTUAL,
  ADD KEY idempotency_by_owner (owner_id);

-- The replies to sign-ups held the whole account; they hold its id alone now. What was kept before is let go.
DELETE FROM idempotency WHERE scope = 'createUser';
