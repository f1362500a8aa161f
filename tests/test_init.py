import pytest

import understudy

PUBLIC = [
    "Event",
    "Features",
    "Model",
    "Prediction",
    "UnderstudyError",
    "backbones",
    "classify",
    "errors",
    "evaluate",
    "heads",
    "landmarks",
    "listen",
    "load",
    "spot",
    "teach",
    "watch",
    "words",
]


def test_the_public_names_are_these() -> None:
    assert understudy.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_can_be_used_and_is_listed(name: str) -> None:
    assert getattr(understudy, name) is not None
    assert name in dir(understudy)


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'teeth'"):
        understudy.teeth  # noqa: B018
