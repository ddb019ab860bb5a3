"""TCP from an address to 127.0.0.1: `python -m tests.infra.forward ADDRESS PORT:TARGET…`."""

import asyncio
import sys

_AT_ONCE = 65_536  # bytes


async def main(address: str, pairs: list[str]) -> None:
    """Forward until killed."""
    servers = []
    for pair in pairs:
        port, target = map(int, pair.split(":"))

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: int = target) -> None:
            there, back = await asyncio.open_connection("127.0.0.1", target)
            await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))

        servers.append(await asyncio.start_server(serve, address, port))
    print("ready", flush=True)  # noqa: T201 - for the one who has started it
    await asyncio.gather(*(server.serve_forever() for server in servers))


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(_AT_ONCE):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
