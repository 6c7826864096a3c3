"""Evaluation: findings against labels that people wrote before they saw any finding."""
