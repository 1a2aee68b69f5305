"""The cookie that tells whose browser it is, and the headers that keep pages to this server."""

from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

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
    assert "set-cookie" not in again.headers
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
