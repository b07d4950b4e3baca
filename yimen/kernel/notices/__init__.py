"""通知 — what leaves the house: messages inside, by e-mail, by SMS, through an outbox that loses nothing."""
