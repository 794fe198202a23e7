-- The topics are notice-mail, a notice to send by mail, and ended-right, which the content service is told. Each has a
-- relay of its own, since a mail server that hangs must not keep ended rights alive.
ALTER TABLE outbox
  DROP KEY outbox_due,
  ADD KEY outbox_due (topic, state, due_at, id);
