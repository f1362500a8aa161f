from __future__ import annotations

import base64
import hashlib
import re

from understudy.studio.refusing import POLICY, refusal_page


def test_its_policy_allows_its_one_style_and_nothing_else() -> None:
    page = refusal_page(403, "Not here.")
    text = bytes(page.body).decode()
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in page.headers["content-security-policy"]
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert "style=" not in text
    assert "src=" not in text
    assert "href=" not in text


def test_it_is_calm_in_the_light_and_in_the_dark() -> None:
    text = bytes(refusal_page(403, "Not here.").body).decode()
    assert "system-ui" in text
    assert "prefers-color-scheme: dark" in text


def test_a_sentence_is_text() -> None:
    page = refusal_page(421, "<b>&")
    assert page.status_code == 421
    assert "<p>&lt;b&gt;&amp;</p>" in bytes(page.body).decode()
