"""One browser's worth of Streamlit's protocol, without the browser: opens a page and asks.

Fifty real browsers would measure themselves on a small machine; this speaks to the server as
they do (ClientState and ForwardMsg over a WebSocket) and draws nothing.
"""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

SECONDS = 60.0  # until a session that gets no answer counts as failed


@dataclass(slots=True)
class Session:
    """An open page."""

    socket: ClientConnection
    query: str = "lang=ja"
    chat_input: str = ""  # the widget's id, as the server names it
    answered: int = 0  # questions answered
    seen: dict[str, ForwardMsg] = field(default_factory=dict)  # large messages, sent once

    async def run(self, question: str | None = None) -> float:
        """Run the page, with a question or without; returns the seconds until it is drawn.

        Raises:
            RuntimeError: the page shows an exception, or no answer comes.
        """
        message = BackMsg()
        message.rerun_script.query_string = self.query
        if question:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.chat_input
            state.chat_input_value.data = question
        wanted = self.answered + bool(question)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        drawn = None
        while True:
            received = ForwardMsg.FromString(await self.socket.recv())
            kind = received.WhichOneof("type")
            if kind == "delta":
                self._look_at(received)
                if self.answered == wanted and drawn is None:
                    drawn = time.perf_counter() - begun
            elif kind == "page_info_changed":
                self.query = received.page_info_changed.query_string
            elif kind == "script_finished":
                if drawn is None:
                    raise RuntimeError(f"no answer to {question!r}")
                return drawn

    def _look_at(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind == "chat_input":
            self.chat_input = element.chat_input.id
        if kind == "bidi_component" and element.bidi_component.component_name == "hatsugen":
            data = json.loads(element.bidi_component.json or "{}")
            if data.get("kind") == "conversation":
                self.answered = sum(not exchange["pending"] for exchange in data["exchanges"])


@asynccontextmanager
async def visit(address: str) -> AsyncIterator[Session]:
    """Open the page of an address in a fresh profile, and run it once."""
    with urlopen(address, timeout=SECONDS) as page:
        cookie = "; ".join(
            value.partition(";")[0] for value in page.headers.get_all("Set-Cookie", [])
        )
    parts = urlsplit(address)
    async with connect(
        f"ws://{parts.netloc}/_stcore/stream",
        additional_headers={"Cookie": cookie, "Origin": f"http://{parts.netloc}"},
        subprotocols=["streamlit"],
        max_size=None,
        open_timeout=SECONDS,
    ) as socket:
        session = Session(socket)
        await session.run()
        yield session
