from typing import Any

from tests.cli.running import run
from understudy import backbones, heads
from understudy.registry import Registry


def test_one_line_for_each_backbone_and_head() -> None:
    chosen: dict[str, Registry[Any]] = {"backbones": backbones.REGISTRY, "heads": heads.REGISTRY}
    for command, registry in chosen.items():
        result = run(command)
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert [line.split()[0] for line in lines] == list(registry)
        for line, entry in zip(lines, registry.values(), strict=True):
            assert line.endswith(f"  {entry.description}")
