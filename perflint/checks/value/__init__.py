"""The target value: direction, bounds, copies, grades, bases."""
