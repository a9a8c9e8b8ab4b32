"""Batao: answers questions about one person from that person's résumé, and from nothing else."""
