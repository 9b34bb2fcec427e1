"""Stands here so that every test, in whatever folder, can import the samples beside it."""
