import inspect
from typing import Any

import pytest

from understudy import heads
from understudy.errors import DataError
from understudy.heads.settings import ABOUT, Setting, about, checked

CALLED_BACK = {"on_batch", "cancelled"}
ALL = [(name, setting) for name, told in ABOUT.items() for setting in told.settings]


def test_every_head_is_described() -> None:
    assert list(ABOUT) == list(heads.REGISTRY)


@pytest.mark.parametrize("name", ABOUT)
def test_settings_are_those_of_the_class(name: str) -> None:
    parameters = inspect.signature(heads.REGISTRY[name].make).parameters
    assert {setting.name for setting in ABOUT[name].settings} == parameters.keys() - CALLED_BACK


@pytest.mark.parametrize("name", ABOUT)
def test_defaults_are_those_of_the_class(name: str) -> None:
    defaults = {setting.name: setting.default for setting in ABOUT[name].settings}
    usual = heads.create(name)
    assert vars(heads.create(name, **checked(name, defaults))).keys() == vars(usual).keys()
    for key, value in defaults.items():
        assert getattr(usual, key) == value


@pytest.mark.parametrize(("name", "setting"), ALL, ids=lambda one: getattr(one, "name", one))
def test_limits_are_taken_by_the_class_and_refused_beyond(name: str, setting: Setting) -> None:
    limits = [limit for limit in (setting.least, setting.most) if limit is not None]
    whole = setting.kind != "number"
    for limit in limits:
        heads.create(name, **checked(name, {setting.name: int(limit) if whole else limit}))
    for beyond in [limit + step for limit, step in zip(limits, (-1, 1), strict=False)]:
        with pytest.raises(DataError, match=setting.title):
            checked(name, {setting.name: int(beyond) if whole else beyond})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"epochs": 1.5}, "Epochs is 1.5; it is a whole number from 1 to 1,000."),
        ({"epochs": True}, "Epochs is True; it is a whole number"),
        ({"units": [8] * 5}, "it is up to 4 whole numbers from 1 to 1,024."),
        ({"units": [8, "9"]}, "Hidden units is"),
        ({"output": "tanh"}, "Output is tanh; it is one of: softmax, sigmoid."),
        ({"output_bias": 1}, "Output bias is 1; it is on or off."),
        ({"learning_rate": float("nan")}, "Learning rate is nan"),
        ({"learning_rate": "fast"}, "Learning rate is fast; it is a number"),
        ({"on_batch": 1}, "no setting 'on_batch'"),
    ],
)
def test_wrong_values_are_refused_with_a_sentence(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        checked("dense", values)
    assert sentence in str(caught.value)


def test_what_is_left_empty_is_left_to_the_head() -> None:
    assert checked("dense", {"batch": None, "epochs": 5}) == {"epochs": 5}


def test_a_head_of_another_package_is_trained_by_hand() -> None:
    told = about("convolution", "a network of theirs")
    assert (told.title, told.help, told.by_hand) == ("convolution", "a network of theirs", True)
