from typing import Any

from tests.cli.running import run
from understudy import backbones, heads
from understudy.heads.settings import ABOUT
from understudy.registry import Registry


def test_one_line_for_each_backbone_and_head() -> None:
    chosen: dict[str, Registry[Any]] = {"backbones": backbones.REGISTRY, "heads": heads.REGISTRY}
    for command, registry in chosen.items():
        result = run(command)
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.partition("\n\n")[0].splitlines()
        assert [line.split()[0] for line in lines] == list(registry)
        for line, entry in zip(lines, registry.values(), strict=True):
            assert line.endswith(f"  {entry.description}")


def test_what_auto_tries_is_said() -> None:
    pictures, clips, sounds = run("backbones").stdout.splitlines()[-3:]
    assert clips == "of actions it tries actions, actions-hands and actions-body;"
    assert pictures.startswith("auto tries efficientnet-lite0, hands and body ")
    assert sounds == "of sounds it takes sound for words and sound-short for what is shorter"


def test_one_line_for_each_setting_of_a_head() -> None:
    lines = run("heads").stdout.partition("\n\n")[2].splitlines()
    stated = [(name, one) for name, told in ABOUT.items() for one in told.settings]
    assert [tuple(line.split()[:2]) for line in lines] == [(name, one.name) for name, one in stated]
    assert all(one.help in line for line, (_, one) in zip(lines, stated, strict=True))
    assert any(line.endswith("(by default 50)") for line in lines)
