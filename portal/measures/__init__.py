"""Published figures, from one survey to the next.

The way of one star, from the form to the board: `feedback.services` keeps it; when its wave
has closed, `wave_queries` counts it, `answers` lets out of it what the disclosure control
allows, `compared` judges it against the wave before, `figures` puts the wave together and
`services` freezes that as a release. `series` orders releases, `presenter` says them in
words, and `published` keeps the page. Answers from disagree to agree take the same way through
`agreement`; `choices` are counted and never judged; `follow_ups` holds back questions that
would tell what is hidden of an earlier one.

Casework has a shorter way, in the files named after it: `casework_queries` reads a quarter's
cases, `casework_counting` counts what was settled in it, `casework_figures` lets out what the
disclosure control allows, and `casework_services` freezes that.
"""
