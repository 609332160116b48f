"""Messages that wait to be sent: written with what they tell of, sent by a job, never lost."""
