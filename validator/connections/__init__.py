"""Who is connected: what the register says of each entry, put to the tables and relations of the rulebook."""
