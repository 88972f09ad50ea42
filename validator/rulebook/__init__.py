"""Rules as records: loaded from YAML, with their versions, examples and promises."""
