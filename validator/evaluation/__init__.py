"""Rules evaluated for subjects: tables, requirements, procedures, deadlines, checklists, each with its trace."""
