"""What a project is about: objective, indicators, categories, wording that does not fit."""
