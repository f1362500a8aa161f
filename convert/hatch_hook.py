"""Build hook: makes what is made before a distribution is assembled: networks and the page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MakingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `convert.page`, `convert.landmarks` and `convert.networks` in the build environment."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make page and landmark networks for all but an editable install, the others for installs.

        What takes Node to make is in a source distribution, so that installing from it needs none.
        An editable install is a checkout, where `make setup` makes that and keeps it up to date.
        """
        root = Path(self.root)
        sys.path[:0] = [str(root), str(root / "src")]
        from convert import landmarks, networks, page
        from convert.errors import BuildError

        if version != "editable":
            try:
                if page.ensure():
                    self.app.display_info("understudy: built the page")
                if landmarks.ensure():
                    self.app.display_info("understudy: wrote the landmark networks")
            except BuildError as error:
                self.app.abort(f"understudy: {error}")
        if self.target_name == "wheel":
            try:
                if networks.ensure():
                    self.app.display_info("understudy: wrote the networks")
            except BuildError as error:
                self.app.abort(f"understudy: {error}")
