"""Reconciliation: which project's money stands on which budget line."""

from perflint.reconciliation.model import Reconciliation
from perflint.reconciliation.reconcile import allocate, reconcile

__all__ = ["Reconciliation", "allocate", "reconcile"]
