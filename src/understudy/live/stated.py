"""What a user states of when predictions become events, for a model of pictures or of actions."""

from __future__ import annotations

from understudy.errors import DataError
from understudy.live.acting import Acting
from understudy.live.settings import Settings
from understudy.model import Model

LiveSettings = Settings | Acting
"""When a prediction becomes an event: of pictures, or of actions."""
OF_PICTURES = ("smoothing", "hold_off")
OF_ACTIONS = ("release", "refractory", "rule")


def settings_for(model: Model, **stated: float | str | None) -> LiveSettings:
    """Return what is stated, else what the model says, else the defaults.

    Parameters
    ----------
    model
        Of pictures or of actions.
    **stated
        Any of the settings of `Settings` and `Acting`; None is not stated.

    Raises
    ------
    DataError
        A value is out of its range, or the setting is one of the other kind.
    """
    clips = model.medium == "clip"
    other, own = (OF_PICTURES, OF_ACTIONS) if clips else (OF_ACTIONS, OF_PICTURES)
    for name in other:
        if stated.pop(name, None) is not None:
            here, there = ("actions", "pictures") if clips else ("pictures", "actions")
            instead = ", ".join(map(_spelled, ("threshold", *own)))
            raise DataError(
                f"{_spelled(name)} is a setting for {there}, and this is a model of {here}. It "
                f"has: {instead}."
            )
    if clips:
        return Acting.of(model.facts, **stated)
    return Settings.of(model.facts, **{n: v for n, v in stated.items() if not isinstance(v, str)})


def _spelled(name: str) -> str:
    return name.replace("_", "-")
