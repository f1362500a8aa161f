"""Names of keys as in the browser's `KeyboardEvent.key` (W3C UI Events), and pynput's for them."""

from __future__ import annotations

import difflib

from understudy.errors import UnderstudyError

NAMES = {
    "ArrowDown": "down",
    "ArrowLeft": "left",
    "ArrowRight": "right",
    "ArrowUp": "up",
    "Alt": "alt",
    "AltGraph": "alt_gr",
    "AudioVolumeDown": "media_volume_down",
    "AudioVolumeMute": "media_volume_mute",
    "AudioVolumeUp": "media_volume_up",
    "Backspace": "backspace",
    "CapsLock": "caps_lock",
    "ContextMenu": "menu",
    "Control": "ctrl",
    "Delete": "delete",
    "End": "end",
    "Enter": "enter",
    "Escape": "esc",
    "Home": "home",
    "Insert": "insert",
    "MediaPlayPause": "media_play_pause",
    "MediaTrackNext": "media_next",
    "MediaTrackPrevious": "media_previous",
    "Meta": "cmd",
    "NumLock": "num_lock",
    "PageDown": "page_down",
    "PageUp": "page_up",
    "Pause": "pause",
    "PrintScreen": "print_screen",
    "ScrollLock": "scroll_lock",
    "Shift": "shift",
    "Space": "space",
    "Tab": "tab",
    **{f"F{number}": f"f{number}" for number in range(1, 21)},
}
SHORT = {"left": "ArrowLeft", "right": "ArrowRight", "up": "ArrowUp", "down": "ArrowDown",
         "ctrl": "Control", "esc": "Escape", "return": "Enter"}  # fmt: skip
"""What people write instead; they are told the name."""
_BY_LOWER = {name.lower(): name for name in NAMES}


def parse_keys(text: str) -> tuple[str, ...]:
    """Return the keys of "ArrowLeft", "a" or "Control+Shift+c", in the order to press them.

    Raises
    ------
    UnderstudyError
        A name is no key's.
    """
    plus = text == "+" or text.endswith("++")
    parts = text.removesuffix("+").split("+") if plus else text.split("+")
    if plus:
        parts = [*(part for part in parts if part), "+"]
    return tuple(_key(part.strip() or part, text) for part in parts)


def _key(name: str, text: str) -> str:
    if len(name) == 1:
        return "Space" if name == " " else name
    known = _BY_LOWER.get(name.lower())
    if known is not None:
        return known
    near = [SHORT[name.lower()]] if name.lower() in SHORT else []
    near += [_BY_LOWER[n] for n in difflib.get_close_matches(name.lower(), _BY_LOWER, n=3)]
    hint = f"Did you mean {' or '.join(dict.fromkeys(near))}?" if near else ""
    raise UnderstudyError(
        f"There is no key called {name!r} (in {text!r}). {hint} Keys are named as browsers name "
        "them: a, 7, Space, Enter, ArrowLeft, F5, or several at once as in Control+c."
    )
