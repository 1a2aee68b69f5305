"""Chunks of an answer within limits of time, pulled in a thread of their own.

So neither silence nor a trickle of bytes holds an answer up for longer than the settings say.
"""

import time
from collections.abc import Iterator
from contextlib import closing, suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_PARTING = 0.5  # seconds in which a connection that still speaks is ended in order
_AHEAD = 256  # chunks read before they are asked for


def pulled(
    chat: "BaseChatModel", messages: list[Any], silence: float, latest: float
) -> Iterator[Any]:
    """Chunks of an answer; closing the iterator ends the connection.

    silence: longest, in seconds, before a chunk.
    latest: moment on the monotonic clock at which no more is waited for.

    Raises:
        TimeoutError: it took longer; or whatever the client raises.
    """
    chunks: Queue[Any] = Queue(_AHEAD)
    stopped, end = Event(), object()
    pulling = Thread(target=_pull, args=(chat, messages, chunks, stopped, end), daemon=True)
    pulling.start()
    try:
        while True:
            left = latest - time.monotonic()
            try:
                chunk = chunks.get(timeout=max(0.0, min(left, silence)))
            except Empty:
                raise TimeoutError("nothing more came") from None
            if chunk is end:
                return
            if isinstance(chunk, BaseException):
                raise chunk
            yield chunk
    finally:
        stopped.set()
        pulling.join(_PARTING)
        if pulling.is_alive():
            _close(chat)


def _pull(
    chat: "BaseChatModel", messages: list[Any], chunks: "Queue[Any]", stopped: Event, end: object
) -> None:
    from langsmith import tracing_context

    def put(one: Any) -> None:
        while not stopped.is_set():
            with suppress(Full):
                chunks.put(one, timeout=0.2)
                return

    try:
        with (
            tracing_context(enabled=False),  # nothing is sent but to the model itself
            closing(chat.stream(messages)) as stream,  # type: ignore[type-var]  # a generator
        ):
            for chunk in stream:
                put(chunk)
                if stopped.is_set():
                    return
        put(end)
    except BaseException as error:
        put(error)


def _close(chat: "BaseChatModel") -> None:
    """End the connection of OpenAI's client at once, so that its server stops writing.

    Others share connections between calls: theirs end with the next chunk, or the silence.
    """
    client = getattr(chat, "root_client", None)
    if client is not None:
        with suppress(Exception):  # it is given up anyway
            client.close()
