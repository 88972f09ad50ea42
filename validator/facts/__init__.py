"""Values with their state and origin, and the derived inputs made of them."""
