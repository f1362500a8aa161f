from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.studio.visiting import ADDRESS, PORT, TOKEN, TestClient
from understudy.studio.refusing import POLICY
from understudy.studio.security import HEADERS, NO_TOKEN, WRONG_HOST, WRONG_ORIGIN, Access, Guard

COOKIE = {"Cookie": f"understudy-{PORT}={TOKEN}"}
EVIL = "http://evil.example"


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text("hello")
    await websocket.close()


def app(port: int = PORT, names: tuple[str, ...] | None = None) -> Guard:
    async def show(request: Any) -> PlainTextResponse:
        return PlainTextResponse("inside")

    methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    routes = [
        WebSocketRoute("/api/socket", socket),
        Route("/{path:path}", show, methods=methods),
    ]
    access = Access(port, token=TOKEN) if names is None else Access(port, names, TOKEN)
    return Guard(Starlette(routes=routes), access)


@pytest.fixture
def browser() -> Iterator[TestClient]:
    """A browser that has not been here yet."""
    with TestClient(app(), base_url=ADDRESS, follow_redirects=False) as client:
        yield client


def ask(
    client: TestClient, path: str = "/api/projects", method: str = "GET", **headers: str
) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.request(method, path, headers=named)


# The token


def test_the_first_visit_hands_the_token_to_a_cookie(browser: TestClient) -> None:
    response = browser.get(f"/?token={TOKEN}")
    assert response.status_code == 303
    assert response.headers["location"] == "/"
    name, *flags = response.headers["set-cookie"].split("; ")
    assert name == f"understudy-{PORT}={TOKEN}"
    assert {flag.lower() for flag in flags} == {"httponly", "samesite=strict", "path=/"}
    assert browser.get("/").text == "inside"
    assert ask(browser, method="POST", origin=ADDRESS).text == "inside"


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", f"?token={TOKEN}x", "?token=ä"])
def test_without_the_token_the_page_says_where_to_find_it(browser: TestClient, query: str) -> None:
    response = browser.get(f"/{query}")
    assert response.status_code == 403
    assert "Open the address that the terminal printed" in response.text
    assert response.headers["content-type"].startswith("text/html")
    assert "set-cookie" not in response.headers
    assert TOKEN not in response.text


def test_without_the_token_nothing_is_answered(browser: TestClient) -> None:
    for path in ("/api/projects", "/api/openapi.json", f"/api/projects?token={TOKEN}"):
        response = browser.get(path)
        assert (response.status_code, response.json()) == (403, {"sentence": NO_TOKEN})
    assert browser.get("/assets/index.js").status_code == 403
    assert browser.post("/api/projects").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": f"understudy-{PORT}=wrong"},
        {"Cookie": f"understudy-{PORT + 1}={TOKEN}"},
        {"Cookie": f"understudy={TOKEN}"},
        {"Cookie": f"understudy-{PORT}="},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer \xe4".encode("latin-1")},
    ],
)
def test_a_wrong_token_is_none(browser: TestClient, headers: dict[str, str]) -> None:
    assert browser.get("/api/projects", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        COOKIE,
        {"Cookie": f"a=b; understudy-{PORT + 1}=other; understudy-{PORT}={TOKEN}; c"},
        {"Authorization": f"Bearer {TOKEN}"},
        {"Authorization": f"bearer  {TOKEN}"},
    ],
)
def test_the_right_token_is_taken_from_the_cookie_or_the_header(
    browser: TestClient, headers: dict[str, str]
) -> None:
    assert browser.get("/api/projects", headers=headers).text == "inside"


def test_an_old_address_still_works_for_who_is_inside_already(browser: TestClient) -> None:
    response = browser.get("/?token=of-the-run-before", headers=COOKIE)
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert "set-cookie" not in response.headers


def test_every_run_has_its_own_token_which_no_log_shows() -> None:
    one, other = Access(PORT), Access(PORT)
    assert one.token != other.token
    assert len(one.token) >= 32
    assert one.token not in repr(one)


def test_studios_on_other_ports_have_cookies_of_their_own() -> None:
    assert Access(8000).cookie != Access(8001).cookie


# Names that point here (DNS rebinding)


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", f"127.0.0.1.evil.example:{PORT}", "127.0.0.1:9999",
     f"127.0.0.1:{PORT}@evil.example", f"192.168.1.7:{PORT}", "", f"localhost:{PORT}.", "[::1]"],
)  # fmt: skip
def test_another_host_is_refused_even_with_the_token(browser: TestClient, host: str) -> None:
    response = ask(browser, host=host, **COOKIE)
    assert (response.status_code, response.json()) == (421, {"sentence": WRONG_HOST})
    assert browser.get(f"/?token={TOKEN}", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_the_names_of_this_machine_are_right(browser: TestClient, host: str) -> None:
    assert ask(browser, host=f"{host}:{PORT}", **COOKIE).text == "inside"


def test_two_hosts_are_refused(browser: TestClient) -> None:
    hosts = [("Host", f"127.0.0.1:{PORT}"), ("Host", "evil.example"), *COOKIE.items()]
    assert browser.get("/api/projects", headers=hosts).status_code == 421


def test_other_names_and_the_port_that_is_left_out() -> None:
    names = ("127.0.0.1", "Studio.local")
    with TestClient(app(80, names), base_url="http://studio.local") as client:
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/projects", headers=bearer).text == "inside"
        assert client.get("/api/projects", headers={**bearer, "Host": "a.b"}).status_code == 421


# Other pages


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "origin", [EVIL, "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:3000",
               f"http://localhost:{PORT}", f"{ADDRESS}.evil.example", ""],
)  # fmt: skip
def test_another_origin_is_refused(browser: TestClient, method: str, origin: str) -> None:
    response = ask(browser, method=method, origin=origin, **COOKIE)
    assert (response.status_code, response.json()) == (403, {"sentence": WRONG_ORIGIN})


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_can_not_even_show_a_picture(browser: TestClient, site: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        assert ask(browser, method=method, sec_fetch_site=site, **COOKIE).status_code == 403
    headers = {"sec_fetch_site": site, "sec_fetch_mode": "navigate", **COOKIE}
    assert ask(browser, **headers).status_code == 403
    assert ask(browser, "/", method="POST", **headers).status_code == 403
    assert ask(browser, "/", **headers).text == "inside"  # a link to the start page


def test_what_the_user_typed_is_read_only(browser: TestClient) -> None:
    assert ask(browser, sec_fetch_site="none", **COOKIE).text == "inside"
    assert ask(browser, method="POST", sec_fetch_site="none", **COOKIE).status_code == 403


def test_the_own_page_may_do_everything(browser: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        own = {"origin": ADDRESS, "sec_fetch_site": "same-origin"}
        assert ask(browser, method=method, **own, **COOKIE).text == "inside"


# Sockets


SOCKET = f"ws://127.0.0.1:{PORT}/api/socket"


def connect(client: TestClient, **headers: str) -> str:
    with client.websocket_connect(SOCKET, headers=headers) as opened:
        return str(opened.receive_text())


@pytest.mark.parametrize("headers", [COOKIE, {**COOKIE, "Origin": ADDRESS}])
def test_a_socket_opens_for_the_own_page_and_for_programs(
    browser: TestClient, headers: dict[str, str]
) -> None:
    assert connect(browser, **headers) == "hello"


@pytest.mark.parametrize(
    "headers",
    [
        {**COOKIE, "Origin": EVIL},
        {**COOKIE, "Origin": "http://127.0.0.1:3000"},
        {**COOKIE, "Origin": "null"},
        {**COOKIE, "Host": "evil.example", "Origin": EVIL},
        {**COOKIE, "Sec-Fetch-Site": "same-site"},
        {"Origin": ADDRESS},
        {},
        {"Cookie": f"understudy-{PORT}=wrong", "Origin": ADDRESS},
    ],
)
def test_a_socket_is_refused_before_it_opens(browser: TestClient, headers: dict[str, str]) -> None:
    with pytest.raises(WebSocketDisconnect) as refused:
        connect(browser, **headers)
    assert refused.value.code == 1008


def test_a_socket_takes_no_token_from_its_address(browser: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect(f"{SOCKET}?token={TOKEN}"):
        pass


# Headers


def test_every_answer_says_what_pages_may_do(browser: TestClient) -> None:
    inside, refused = ask(browser, **COOKIE), ask(browser)
    assert inside.headers["cache-control"] == "no-store"
    welcome, lost = browser.get(f"/?token={TOKEN}"), ask(browser, host="evil.example")
    for response in (inside, refused, welcome, lost):
        assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_a_refusal_on_a_page_has_a_stricter_policy_of_its_own(browser: TestClient) -> None:
    refused = browser.get("/")
    assert (refused.status_code, refused.headers["cache-control"]) == (403, "no-store")
    policy = "Content-Security-Policy"
    assert refused.headers[policy] == POLICY
    assert {name: refused.headers[name] for name in HEADERS if name != policy} == {
        name: value for name, value in HEADERS.items() if name != policy
    }
    assert browser.get("/", headers=COOKIE).headers[policy] == HEADERS[policy]


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "frame-ancestors 'none'" in policy
