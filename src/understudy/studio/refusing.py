"""The page that is shown instead of the studio's own to whom may not enter."""

from __future__ import annotations

import base64
import hashlib
import html

from starlette.responses import HTMLResponse

STYLE = """
:root { color-scheme: light dark; }
body { display: grid; place-items: center; box-sizing: border-box; min-height: 100vh; margin: 0;
  padding: 24px; background: #f6f5f2; color: #22252b; font: 18px/1.5 system-ui, sans-serif; }
main { max-width: 28em; text-align: center; }
h1 { margin: 0 0 8px; font-size: 28px; font-weight: 600; }
p { margin: 0; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { body { background: #17191d; color: #e8e8e6; } }
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{STYLE_HASH}'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The Content-Security-Policy of this page: its one style, by its hash, and nothing else."""


def refusal_page(status: int, sentence: str) -> HTMLResponse:
    """Return a page that says why the studio is not shown; it needs no other file."""
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Understudy</title><style>{STYLE}</style>"
        f"<main><h1>Understudy</h1><p>{html.escape(sentence)}</p></main></html>",
        status,
        {"Cache-Control": "no-store", "Content-Security-Policy": POLICY},
    )
