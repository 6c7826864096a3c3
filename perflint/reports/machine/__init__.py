"""Formats for programs: SARIF, JUnit, GitHub, GitLab, CSV."""
