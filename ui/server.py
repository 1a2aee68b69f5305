"""What stands before every page: whose browser it is, and what a page may load.

Without a login a browser is known by a random cookie that no script can read. Conversations
belong to it. Pages may load from this server alone, whatever a transcript holds.
"""

import base64
import hashlib
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

COOKIE = "hatsugen_owner"
_BYTES = 32
_SECONDS = 400 * 24 * 60 * 60  # the longest that browsers keep a cookie
_OWNER = "owner"  # in the session
_OURS = re.compile(r"[\w-]{43}")  # a cookie as we set it
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
    """ASGI middleware: the cookie, the headers of every page, and who may open a session."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "websocket" and _is_foreign(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
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
    known = cookie_parser(Headers(scope=scope).get("cookie", "")).get(COOKIE, "")
    value = known if _OURS.fullmatch(known) else secrets.token_urlsafe(_BYTES)
    secure = "; Secure" if scope["scheme"] == "https" else ""
    headers.append(  # with every page, so that it lasts as long as somebody comes back
        "Set-Cookie",
        f"{COOKIE}={value}; Path=/; Max-Age={_SECONDS}; HttpOnly; SameSite=Lax{secure}",
    )


def _is_foreign(headers: Headers) -> bool:
    """Tell whether another site's page, or another port's, opens a session with our cookie."""
    origin = urlsplit(headers.get("origin", "")).netloc
    return bool(origin) and origin not in (headers.get("host"), headers.get("x-forwarded-host"))


def owner() -> str:
    """Whose session this is, as it is stored: the SHA-256 of the cookie, which opens nothing.

    A session without a cookie owns what it does for as long as it lasts.
    """
    cookie = st.context.cookies.get(COOKIE)
    if isinstance(cookie, str) and cookie:
        return hashlib.sha256(cookie.encode()).hexdigest()
    return str(st.session_state.setdefault(_OWNER, secrets.token_hex(_BYTES)))
