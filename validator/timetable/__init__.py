"""The timetable: every deadline of a workspace as an entry with its day, what it is counted from, and how it stands."""
