"""Proofs about rules: every cell of a table's inputs decided by one exact sample, nothing sampled at random."""
