"""How heavy the page is, and when the first screen is painted."""

from __future__ import annotations

import gzip
import re
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import understudy
from benchmarks.output import Cell, Report
from benchmarks.studio import chromium, serving

MOST_KB, MOST_PAINT_MS = 150.0, 1000.0
VISITS = 9

PAINT = """() => {
  const entry = performance.getEntriesByName('first-contentful-paint')[0];
  return entry ? entry.startTime : null;
}"""


def main() -> None:
    """Measure and write."""
    report = Report("page", "How heavy is the page, and how soon is it there?")
    static = Path(understudy.__file__).parent / "studio" / "static"
    fetched: set[str] = set()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as studio,
        chromium() as context,
    ):
        page = context.new_page()
        page.on("response", lambda answer: fetched.add(answer.url))
        page.goto(studio.address)
        page.get_by_role("button", name="New project").first.wait_for()
        page.wait_for_load_state("networkidle")
        paints = [first_paint(context, studio.origin) for _ in range(VISITS)]
    names = {match[1] for url in fetched if (match := re.search(r"/(assets/\S+)$", url))}
    first = {"index.html", *names}
    everything = {path.relative_to(static).as_posix() for path in static.rglob("*.*")}
    rows: list[list[Cell]] = [
        [
            name,
            "first screen" if name in first else "later",
            size(static / name),
            zipped(static / name),
        ]
        for name in sorted(everything, key=lambda name: (name not in first, -zipped(static / name)))
    ]
    kilobytes = sum(zipped(static / name) for name in first)
    report.table("Files", ["file", "fetched", "kB", "kB gzipped"], rows)
    report.check("kB of the first screen, gzipped", round(kilobytes, 1), f"below {MOST_KB:g}",
                 kilobytes < MOST_KB)  # fmt: skip
    paint = median(paints)
    report.check("ms to the first paint, median of visits with an empty cache", round(paint),
                 f"below {MOST_PAINT_MS:g}", paint < MOST_PAINT_MS)  # fmt: skip
    report.write()


def first_paint(context: Any, origin: str) -> float:
    """Return milliseconds from navigation to first contentful paint."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(f"{origin}/")
    page.get_by_role("button", name="New project").first.wait_for()
    found = page.evaluate(PAINT)
    page.close()
    return float(found)


def size(path: Path) -> float:
    """Return kilobytes."""
    return path.stat().st_size / 1000


def zipped(path: Path) -> float:
    """Return kilobytes when gzipped."""
    return len(gzip.compress(path.read_bytes())) / 1000


if __name__ == "__main__":
    main()
