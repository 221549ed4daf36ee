"""Many clients that keep a server busy with nearly nothing: run as a process of its own, with its own descriptors.

    python idle.py PORT COUNT TIMEOUT WAY...      ways: header, body, reader

Each way gets its share of the connections. It says "open N" when all of them are there, or after TIMEOUT seconds, and drops
them when stdin ends. One that the server closes is opened again.
"""

import asyncio
import resource
import sys

HEADER = b"GET /slow HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = b"POST /upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
READER = b"GET /static/big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n"
STEP = 5  # seconds between two bytes


class Crowd:
    def __init__(self, port: int):
        self.port, self.open = port, 0
        self.gate = asyncio.Semaphore(200)  # connections that begin at a time

    async def client(self, way: str):
        while True:
            try:
                async with self.gate:
                    reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1024)
            except OSError:
                await asyncio.sleep(1)
                continue
            self.open += 1
            try:
                await getattr(self, way)(reader, writer)
            except OSError:
                pass
            finally:
                self.open -= 1
                writer.transport.abort()
            await asyncio.sleep(1)

    async def header(self, reader, writer):
        writer.write(HEADER)
        await self.trickle(reader, writer)

    async def body(self, reader, writer):
        writer.write(BODY)
        await self.trickle(reader, writer)

    async def trickle(self, reader, writer):
        """A byte now and then, until the server has had enough of it and closes."""
        end = asyncio.ensure_future(reader.read(1))
        try:
            while not end.done():
                writer.write(b"x")
                await asyncio.wait([end], timeout=STEP)
        finally:
            end.cancel()

    async def reader(self, reader, writer):
        writer.write(READER)
        while await reader.read(512):
            await asyncio.sleep(STEP)


async def main(port: int, count: int, patience: int, ways: list[str]):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(count, hard - 100)
    crowd = Crowd(port)
    tasks = [asyncio.ensure_future(crowd.client(ways[number % len(ways)])) for number in range(count)]
    for _ in range(patience * 10):
        if crowd.open >= count * 0.98:
            break
        await asyncio.sleep(0.1)
    print("open", crowd.open, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
