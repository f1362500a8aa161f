"""`understudy inspect`: what is in a model file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from understudy.cli.console import print_json
from understudy.cli.recognize import ModelFile
from understudy.evaluation.sentences import plural
from understudy.sources.naming import as_text

if TYPE_CHECKING:
    from understudy.model import Model

LOOKED_AT = {
    "onnx": "its centre square is looked at",
    "hand-landmarks": "a hand is looked for in all of it",
    "body-landmarks": "a person is looked for in all of it",
}
"""By the name of a step."""
MOVEMENT = "how things move from one to the next is seen in all of it"
SIDES = {
    "alike": "left and right hands are alike",
    "apart": "left and right hands are told apart",
    "both": "two hands count together",
}


def inspect(
    model: ModelFile,
    json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show a model's labels, input, size, measured accuracy, provenance and licences."""
    from understudy import api
    from understudy.evaluation.cross_validation import CrossValidation
    from understudy.evaluation.sentences import printable

    loaded = api.load(model)
    if json:
        print_json({"file": as_text(str(model)), "bytes": model.stat().st_size, **loaded.facts})
        return
    figures = CrossValidation.from_dict(loaded.facts.get("cross_validated", {}), loaded.labels)
    measured = figures.summary(loaded.labels, loaded.medium)
    for name, value in [*describe(model, loaded), ("measured", measured)]:
        typer.echo(f"{name:11} {printable(str(value))}")


def describe(path: Path, model: Model) -> list[tuple[str, Any]]:
    """Return what there is to say about a model, as (name, value)."""
    from understudy.live import acting
    from understudy.live.listening import FACTS

    facts = model.facts
    head, provenance = facts.get("head", {}), facts.get("provenance", {})
    takes = provenance.get("takes", {})
    sight = f"{model.backbone.name}, {model.backbone.dimensions:,} features"
    chosen = facts.get("backbone_choice", {}).get("reason")
    examples = ", ".join(
        f"{label} {count} (takes: {takes.get(label, '?')})"
        for label, count in provenance.get("examples", {}).items()
    )
    return [
        ("file", f"{path}, {path.stat().st_size / 1e6:.1f} MB, format {facts.get('format')}"),
        ("labels", ", ".join(model.labels)),
        ("background", ", ".join(sorted(model.background)) or "none"),
        ("input", input_of(model)),
        ("backbone", f"{sight} ({chosen})" if chosen else sight),
        ("head", f"{head.get('name')}: {head.get('chosen')} ({head.get('reason') or 'as asked'})"),
        *([("listening", listening_of(facts))] if FACTS in facts else []),
        *([("acting", acting_of(facts))] if acting.FACTS in facts else []),
        ("known", f"the threshold lets {head.get('known_share', 0):.0%} of the taught kind pass"),
        ("taught", f"{facts.get('created')} with understudy {facts.get('understudy')}"),
        ("examples", f"from {provenance.get('source')}: {examples}"),
        ("licences", "; ".join(facts.get("licences", [])) or "none stated"),
    ]


def listening_of(facts: Mapping[str, Any]) -> str:
    """Return how a model listens, where its file says so."""
    from understudy.live.listening import FACTS, Listening

    listening, kept = Listening.of(facts), facts[FACTS]
    said = f"threshold {listening.threshold:g}, {plural(listening.hits, 'hit')} in a row"
    if listening.suppress_ms:
        said += f", {listening.suppress_ms:g} ms without another"
    if "background_seconds" in kept:
        said += (
            f"; calibrated: {kept['false_alarms_per_hour']:g} false alarms an hour in "
            f"{kept['background_seconds']:g} seconds of background"
        )
    return said


def acting_of(facts: Mapping[str, Any]) -> str:
    """Return when a model tells an action, where its file says so."""
    from understudy.live.acting import Acting

    acting = Acting.of(facts)
    return (
        f"{acting.rule}, threshold {acting.threshold:g}, release {acting.release:g}, "
        f"{acting.refractory:g} s without another"
    )


def input_of(model: Model) -> str:
    """Return what a model takes, and what of it counts."""
    from understudy.backbones.backbone import ClipBackbone, SoundBackbone

    backbone = model.backbone
    if isinstance(backbone, SoundBackbone):
        milliseconds = f"{backbone.window * 1000:.0f} ms"
        return f"a sound at any rate; {milliseconds} of it at a time, at {backbone.rate:,} Hz"
    if isinstance(backbone, ClipBackbone):
        each = "; ".join([*looked_at(backbone.steps.steps), MOVEMENT])
        return (
            f"a video of any size and rate; {backbone.window:g} s of it at a time, "
            f"{1 / backbone.hop:g} pictures a second; of each {each}"
        )
    return f"a picture of any size, RGB; {'; '.join(looked_at(backbone.steps.steps))}"


def looked_at(steps: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return, step by step, what a model looks at in a picture."""
    said = [LOOKED_AT.get(step["step"]) or SIDES.get(step.get("sides", "")) for step in steps]
    return [words for words in said if words]
