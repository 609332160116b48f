"""Another survey application, set up as its authors describe, to hold the portal's form against."""
