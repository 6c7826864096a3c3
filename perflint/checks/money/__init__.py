"""Money: costs, budget lines, tables and prose (on top of perflint.reconciliation)."""
