"""The socket of the ready-made words, which belongs to no project."""

from __future__ import annotations

from typing import Literal

from understudy.studio.protocol.resources import Listening
from understudy.studio.protocol.values import Message


class WordsSettings(Message):
    """When a word that is heard counts; said by the page, it counts from then on."""

    type: Literal["words-settings"] = "words-settings"
    listening: Listening
    noise_and_unknown: bool
    """Whether noise and other words are reported as well."""


class WordsHello(Message):
    """The first message of the socket of the ready-made words."""

    type: Literal["words-hello"] = "words-hello"
    version: str
    """Of understudy."""
    labels: list[str]
    """What it tells apart, in the order of `Answer.probabilities`; they are the ids of classes."""
    background: list[str]
    """Those of them that are no words: noise, and any other speech."""
    settings: WordsSettings
    """What counts until the page says otherwise."""
