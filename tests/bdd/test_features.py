"""Every feature file is a test."""

from pytest_bdd import scenarios

scenarios(".")
