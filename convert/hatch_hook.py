"""Build hook: makes the networks before the wheel (or the editable install) is assembled."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NetworksHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `convert.networks` in the build environment."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the networks, unless only a source distribution is wanted."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path[:0] = [str(root), str(root / "src")]
        from convert import networks

        if networks.ensure():
            self.app.display_info("understudy: wrote the networks")
