import inspect
import json

import pytest

from understudy import errors


def test_every_error_is_caught_by_one_name():
    classes = [
        c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__
    ]
    assert len(classes) > 5
    assert all(issubclass(c, errors.UnderstudyError) and c.__doc__ for c in classes)


def test_require_gives_the_module():
    assert errors.require("json", "studio", "write") is json


def test_require_says_how_to_install():
    with pytest.raises(errors.MissingExtraError) as caught:
        errors.require("no_such_package.part", "studio", "teach")
    assert str(caught.value) == (
        "To teach, the package 'no_such_package' is needed and is not installed. "
        'Install it with: pip install "understudy[studio]"'
    )
    assert isinstance(caught.value, ImportError)
    assert isinstance(caught.value.__cause__, ImportError)
