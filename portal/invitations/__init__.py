"""How a wave reaches families: its days, the people invited, reminders, posters and paper."""
