"""The cookie that tells whose browser it is, and the headers that keep pages to this server."""

from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from ui.server import COOKIE, Doorkeeper


@pytest.fixture
def client() -> TestClient:
    page = Route("/", lambda request: HTMLResponse("<p>"))
    file = Route("/file", lambda request: PlainTextResponse("x"))
    app = Starlette(routes=[page, file], middleware=[Middleware(Doorkeeper)])
    return TestClient(app)


def test_a_browser_gets_a_cookie_of_its_own_that_no_script_reads(client: TestClient):
    first, again = client.get("/"), client.get("/")
    [cookie] = SimpleCookie(first.headers["set-cookie"]).values()
    assert (cookie.key, cookie["path"], bool(cookie["httponly"])) == (COOKIE, "/", True)
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]
    assert len(cookie.value) >= 43
    assert SimpleCookie(again.headers["set-cookie"])[COOKIE].value == cookie.value
    client.cookies.clear()
    assert client.get("/").headers["set-cookie"] != first.headers["set-cookie"]


def test_behind_https_the_cookie_never_goes_without(client: TestClient):
    client.base_url = "https://testserver"
    [cookie] = SimpleCookie(client.get("/").headers["set-cookie"]).values()
    assert cookie["secure"]


def test_pages_may_load_from_this_server_alone(client: TestClient):
    policy = client.get("/").headers["content-security-policy"].split("; ")
    assert "default-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "connect-src 'self' blob:" in policy
    assert not [rule for rule in policy if "http" in rule or "*" in rule]


def test_files_get_neither_cookie_nor_policy_but_keep_their_kind(client: TestClient):
    headers = client.get("/file").headers
    assert "set-cookie" not in headers
    assert "content-security-policy" not in headers
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "foreign", ['prefs={"theme": "dark"}', "bad", "a/b=1", "x=1; y", "ä=ö", 'q="a;b"']
)
def test_a_cookie_of_another_app_changes_nothing(client: TestClient, foreign: str):
    kept = "k" * 43
    headers = {"cookie": f"{foreign}; {COOKIE}={kept}".encode()}
    answered = client.get("/", headers=headers)
    assert answered.status_code == 200
    assert answered.headers["set-cookie"].startswith(f"{COOKIE}={kept};")


def test_a_cookie_that_we_did_not_make_is_replaced(client: TestClient):
    answered = client.get("/", headers={"cookie": f"{COOKIE}=x"})
    assert not answered.headers["set-cookie"].startswith(f"{COOKIE}=x;")


@pytest.mark.parametrize(
    ("headers", "opened"),
    [
        ({}, True),
        ({"origin": "http://testserver"}, True),
        ({"origin": "http://testserver:9999"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "https://minutes.example", "x-forwarded-host": "minutes.example"}, True),
    ],
)
def test_only_our_own_page_opens_a_session(headers: dict[str, str], opened: bool):
    async def session(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()

    route = WebSocketRoute("/stream", session)
    client = TestClient(Starlette(routes=[route], middleware=[Middleware(Doorkeeper)]))
    try:
        with client.websocket_connect("/stream", headers=headers):
            accepted = True
    except WebSocketDisconnect:
        accepted = False
    assert accepted == opened
