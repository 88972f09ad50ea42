"""A workspace: the data of one issuer, as it stood on a day, laid out as the subjects that rules range over."""
