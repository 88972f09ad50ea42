"""Importing drafting costs nothing until a draft is made."""

from __future__ import annotations

import subprocess
import sys


def test_neither_jinja_nor_word_is_loaded_early() -> None:
    program = (
        "import sys, validator.drafting, validator.drafting.files, validator.drafting.wording, "
        "validator.drafting.tree, validator.drafting.printed\n"
        "print([name for name in ('jinja2', 'docx', 'lxml') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
