"""Renders hand-written content to the formats departments send; used by the build scripts only."""
