"""Registers for the tests of connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bench import ALL, Bench

if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.rulebook.load import Rulebook


@pytest.fixture
def register(rulebook: Rulebook) -> Callable[..., Bench]:
    """Give a bench for a register; its lists are complete unless it says otherwise."""

    def make(text: str, day: str = "2026-03-01", *, complete: str = ALL, accounts: str = "") -> Bench:
        return Bench(rulebook, f"issuer: co\n{complete}{text}", day, accounts)

    return make
