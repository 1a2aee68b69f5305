"""What stands before every page: whose browser it is, and what a page may load.

Without a login a browser is known by a random cookie that no script can read. Conversations
belong to it. Pages may load from this server alone, whatever a transcript holds.
"""

import base64
import hashlib
import re
import secrets
from http.cookies import SimpleCookie
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

COOKIE = "hatsugen_owner"
_BYTES = 32
_SECONDS = 400 * 24 * 60 * 60  # the longest that browsers keep a cookie
_OWNER = "owner"  # in the session
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _policy(page: str) -> str:
    """Content-Security-Policy of the app: this server alone, and the page's own inline scripts."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    own = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: {own}",  # components come as blobs
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


_POLICY = _policy((Path(get_static_dir()) / "index.html").read_text(encoding="utf-8"))


class Doorkeeper:
    """ASGI middleware: sets the cookie where there is none, and the headers of every page."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                _set_headers(scope, MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, answered)


def _set_headers(scope: Scope, headers: MutableHeaders) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    if not headers.get("content-type", "").startswith("text/html"):
        return
    headers["Content-Security-Policy"] = _POLICY
    sent = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
    if COOKIE not in SimpleCookie(sent):
        secure = "; Secure" if scope["scheme"] == "https" else ""
        headers.append(
            "Set-Cookie",
            f"{COOKIE}={secrets.token_urlsafe(_BYTES)}; Path=/; Max-Age={_SECONDS};"
            f" HttpOnly; SameSite=Lax{secure}",
        )


def owner() -> str:
    """Whose session this is, as it is stored: the SHA-256 of the cookie, which opens nothing.

    A session without a cookie owns what it does for as long as it lasts.
    """
    cookie = st.context.cookies.get(COOKIE)
    if isinstance(cookie, str) and cookie:
        return hashlib.sha256(cookie.encode()).hexdigest()
    return str(st.session_state.setdefault(_OWNER, secrets.token_hex(_BYTES)))
