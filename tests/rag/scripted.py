"""A server on a real socket that speaks OpenAI's streaming protocol as a test scripts it."""

import json
import socket
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Messages = list[dict[str, Any]]


@dataclass(frozen=True)
class Reply:
    """What one request is answered with."""

    text: str | Callable[[Messages], str] = ""
    piece: int = 4  # characters of a piece
    gap: float = 0.0  # seconds before each piece
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None  # sent in place of a stream
    broken_after: int | None = None  # pieces, after which the connection is reset
    end: str | None = "stop"  # finish reason; None: the stream just ends
    is_endless: bool = False
    comments: float | None = None  # seconds between lines that say nothing, for ever
    usage: tuple[int, int] | None = (50, 10)


@dataclass
class Server:
    """The server's address, and the requests it got."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    is_cut: bool = False  # a client left while something was written


@contextmanager
def scripted(replies: Sequence[Reply], port: int = 0) -> Iterator[Server]:
    """Serve on the loopback address: one reply a request, the last one again and again."""
    served = Server("")
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            request = json.loads(self.rfile.read(size))
            served.requests.append(request)
            served.keys.append(self.headers.get("Authorization", ""))
            reply = left.pop(0) if len(left) > 1 else left[0]
            try:
                _answer(self, reply, request["messages"])
            except (BrokenPipeError, ConnectionResetError):
                served.is_cut = True
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 16

    server = Quiet(("127.0.0.1", port), Handler)
    served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, reply: Reply, messages: Messages) -> None:
    handler.send_response(reply.status)
    body = reply.body
    if body is None and reply.status != 200:
        body = json.dumps({"error": {"message": "scripted", "code": reply.status}}).encode()
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if body is not None:
        if "Content-Type" not in reply.headers:
            handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        return
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    _stream(handler, reply, messages)
    _send(handler, b"")


def _stream(handler: BaseHTTPRequestHandler, reply: Reply, messages: Messages) -> None:
    while reply.comments is not None:
        _send(handler, b": waiting\n\n")
        time.sleep(reply.comments)
    text = reply.text if isinstance(reply.text, str) else reply.text(messages)
    pieces = [text[at : at + reply.piece] for at in range(0, len(text), reply.piece)]
    sent = 0
    while sent < len(pieces) or reply.is_endless:
        if sent == reply.broken_after:
            time.sleep(0.1)  # what was sent is read before
            _reset(handler)
        time.sleep(reply.gap)
        _event(handler, _chunk({"content": pieces[sent % len(pieces)]}))
        sent += 1
    if reply.end:
        _event(handler, _chunk({}, reply.end))
        if reply.usage:
            read, wrote = reply.usage
            usage = {
                "prompt_tokens": read,
                "completion_tokens": wrote,
                "total_tokens": read + wrote,
            }
            _event(handler, {**_chunk({}), "choices": [], "usage": usage})
        _send(handler, b"data: [DONE]\n\n")


def _chunk(delta: dict[str, str], end: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": end}
    return {
        "id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
        "choices": [choice],
    }  # fmt: skip


def _event(handler: BaseHTTPRequestHandler, row: dict[str, Any]) -> None:
    """Send an event in two writes, cut in the middle of whatever stands there."""
    line = f"data: {json.dumps(row, ensure_ascii=False)}\n\n".encode()
    for part in (line[: len(line) // 2], line[len(line) // 2 :]):
        _send(handler, part)


def _send(handler: BaseHTTPRequestHandler, part: bytes) -> None:
    handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    handler.wfile.flush()


def _reset(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection so that its client is told that it was reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    raise ConnectionResetError
