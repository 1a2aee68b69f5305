"""Runs in a network of its own, under a Python that has the package `milvus`: the real server.

    unshare --net python milvus_process.py FOLDER SOCKET

It binds all addresses; here there is the loopback alone, and SOCKET is the one way to it from
outside. Each line on standard input is a command (crash, start); the end of input ends all.
"""

import asyncio
import fcntl
import os
import signal
import socket
import struct
import sys

from milvus import MilvusServer

SIOCSIFFLAGS, UP, RUNNING = 0x8914, 0x1, 0x40


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, SIOCSIFFLAGS, struct.pack("16sh", b"lo", UP | RUNNING))


async def relay(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    except OSError:
        pass
    finally:
        target.close()


class Door:
    """The server, and the one way to it."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._server = self.start()

    def start(self) -> MilvusServer:
        self._server = MilvusServer()
        self._server.set_base_dir(self._folder)
        self._server.config.set("proxy.timeTickInterval", 20)  # ms that a strong read may wait
        self._server.config.set("common.session.ttl", 5)  # s for which a dead one is waited for
        self._server.start()
        return self._server

    def kill(self) -> None:
        os.kill(self._server.server_proc.pid, signal.SIGKILL)
        self._server.server_proc.wait()

    async def pass_on(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        port = self._server.listen_port  # another after a crash, whose connections linger
        try:
            inside = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            target.close()
            return
        await asyncio.gather(relay(source, inside[1]), relay(inside[0], target))


async def main(folder: str, path: str) -> None:
    loop = asyncio.get_running_loop()
    door = Door(folder)
    await asyncio.start_unix_server(door.pass_on, path)
    print("up", flush=True)
    while command := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        if command == "crash":
            door.kill()
            print("down", flush=True)
        elif command == "start":
            await loop.run_in_executor(None, door.start)
            print("up", flush=True)
    door.kill()
    os._exit(0)  # with what is still passed on


raise_loopback()
asyncio.run(main(*sys.argv[1:]))
