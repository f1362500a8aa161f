"""Build hook: makes what is made before a distribution is assembled: the networks and the page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MakingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `convert.networks` and `convert.page` in the build environment."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the page for everything but an editable install, the networks for every install.

        A source distribution has the page, so that installing from it needs no Node. An editable
        install is a checkout, where `make setup` builds the page and keeps it up to date.
        """
        root = Path(self.root)
        sys.path[:0] = [str(root), str(root / "src")]
        from convert import networks, page

        if version != "editable":
            try:
                if page.ensure():
                    self.app.display_info("understudy: built the page")
            except page.PageError as error:
                self.app.abort(f"understudy: {error}")
        if self.target_name == "wheel" and networks.ensure():
            self.app.display_info("understudy: wrote the networks")
