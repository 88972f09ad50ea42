"""The register of persons and companies as of a day, and the walk that draws the rings of a relation in it."""
