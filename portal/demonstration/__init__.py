"""Two areas with fictional families, for `make demo` and for the journeys in a browser.

Everything here is invented. It is written through the same services that people use, so a
demonstration cannot show what the portal would refuse.
"""
