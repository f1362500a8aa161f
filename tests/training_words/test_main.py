import json
from pathlib import Path

import pytest

pytest.importorskip("torch")

from training.words.__main__ import main
from understudy.words import labels


@pytest.mark.usefixtures("espeak")
def test_the_small_run_makes_all_files(tmp_path: Path) -> None:
    made = tmp_path / "made"
    arguments = ["--small", "--work", str(tmp_path / "work"), "--output", str(made)]
    assert main([*arguments, "--workers", "1"]) == 0
    facts = json.loads((made / "facts.json").read_text("utf-8"))
    assert list(facts["provenance"]["examples"]) == list(labels())
    assert facts["measured"]["unseen"]["near"]["words"] > 0
    card = (made / "MODEL_CARD.md").read_text("utf-8")
    assert "synthesised voices only" in card
    assert 10_000 < (made / "head.onnx").stat().st_size <= 300_000
