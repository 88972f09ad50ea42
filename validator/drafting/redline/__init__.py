"""Two states of a draft merged into one tree in which every change is marked: accepted it is the new one."""
