"""Readers of a condition tree. Each gives the same three-valued answer; none knows another."""
