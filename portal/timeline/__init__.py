"""Families see where their child stands: the timeline page and its words.

The way of one date, from the caseworker to the parent's phone: `cases.event_services` checks
it with all other facts and records it; `cases.reading` reads the case, `cases.facts` has the
law fold it into a timeline; `headline`, `steps`, `lateness`, `reasons` and `history` say each
part in words, and `presenter` puts the page together.
"""
