"""Results for people and for programs: printed, and written as Markdown and JSON."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from understudy.onnx_session import cpu_count

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("understudy", "numpy", "onnxruntime", "pillow", "scipy", "torch")

Cell = str | int | float | None


@dataclass
class Report:
    """What one benchmark found."""

    name: str
    question: str
    tables: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)

    def table(self, title: str, columns: list[str], rows: list[list[Cell]], note: str = "") -> None:
        """Add a table and print it; `note` says how it was measured."""
        table = {"title": title, "columns": columns, "rows": rows, "note": note}
        self.tables.append(table)
        print("\n" + markdown_table(table), flush=True)

    def check(self, what: str, value: float, target: str, passed: bool) -> None:
        """Add a claim that must hold, and print whether it does."""
        self.checks.append({"what": what, "value": value, "target": target, "passed": passed})
        print(f"{'ok    ' if passed else 'MISSED'} {what}: {value:.4g} ({target})", flush=True)

    def write(self, folder: Path = RESULTS) -> None:
        """Write `<name>.json` and `<name>.md`."""
        facts = {
            "name": self.name,
            "question": self.question,
            "date": datetime.now(UTC).date().isoformat(),
            "machine": machine(),
            "versions": versions(),
            "checks": self.checks,
            "tables": self.tables,
        }
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(facts, indent=1, ensure_ascii=False) + "\n"
        (folder / f"{self.name}.json").write_text(text, encoding="utf-8")
        (folder / f"{self.name}.md").write_text(markdown(facts), encoding="utf-8")


def markdown(facts: dict[str, Any]) -> str:
    """Return a report as Markdown."""
    used = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    where = facts["machine"]
    parts = [
        f"# {facts['question']}",
        f"{facts['date']}; {where['processor']}, {where['cores']} cores, "
        f"{where['memory_gb']} GB, {where['system']}; {used}. "
        f"Repeat with `python -m benchmarks.{facts['name']}`.",
    ]
    if facts["checks"]:
        rows = [
            [check["what"], check["value"], check["target"], "yes" if check["passed"] else "**no**"]
            for check in facts["checks"]
        ]
        columns = ["claim", "measured", "target", "met"]
        parts.append(markdown_table({"title": "Claims", "columns": columns, "rows": rows}))
    parts += [markdown_table(table) for table in facts["tables"]]
    return "\n\n".join(parts) + "\n"


def markdown_table(table: dict[str, Any]) -> str:
    """Return a table with its title and note as Markdown."""
    rows = [table["columns"], *[[cell(value) for value in row] for row in table["rows"]]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(v.ljust(w) for v, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    note = [table["note"], ""] if table.get("note") else []
    return "\n".join([f"## {table['title']}", "", *note, *lines])


def cell(value: Cell) -> str:
    """Return a value as people read it: four digits, nothing for None."""
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def machine() -> dict[str, Any]:
    """Return what decides how fast things are here."""
    return {
        "processor": processor(),
        "cores": cpu_count(),
        "memory_gb": memory_gb(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Return the versions of what was measured."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def processor() -> str:
    """Return the model of the processor."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown processor"


def memory_gb() -> int | None:
    """Return the memory of the machine in 10^9 bytes, or None where that can't be told."""
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)
    except (AttributeError, ValueError, OSError):
        return None
