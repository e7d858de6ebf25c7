"""The HTTP client below the SDK: bounds what a peer sends before it is held, and sends no call on to somebody else."""

from contextvars import ContextVar
from typing import Any

from openai import DefaultAsyncHttpxClient

from briefing.llm.retry import AgainError

MOST = 8_000_000
"""Bytes of a reply, unpacked; in events, each with its own frame, the longest that a model writes has half of that."""

COME: ContextVar[bytearray | None] = ContextVar("COME", default=None)
"""Where the reply to the call of the running task gathers as it comes: whoever gives up waiting has what came."""

_PACKED = {"", "identity", "gzip", "deflate"}
"""Packed once, and a thousand times smaller at most, so that no piece of it unpacks to more than memory has."""

_HOPS = 5
_AGAIN = (307, 308)
"""Redirects that repeat the call as it is."""

_REPACKED = {"content-encoding", "content-length", "transfer-encoding"}


class Client(DefaultAsyncHttpxClient):
    """A client that reads every reply to its end, or to its bound.

    A redirect that leads to the same server is followed; any other comes back as it is, and what was asked stays here.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(**{**more, "follow_redirects": False, "headers": {"accept-encoding": "gzip"}})

    async def send(self, request: Any, **more: Any) -> Any:
        """The reply, read. Raises `AgainError` for one that is too large or packed in another way."""
        for _ in range(_HOPS):
            response = await super().send(request, **{**more, "stream": True, "follow_redirects": False})
            try:
                onward = response.next_request if response.status_code in _AGAIN else None
                if onward is None or not _is_same_server(request.url, onward.url):
                    return await _read(response)
            finally:
                await response.aclose()
            request = onward
        raise AgainError(f"it sends each call on to itself, {_HOPS} times over")


async def _read(response: Any) -> Any:
    """The response with all of its body, unpacked."""
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in _PACKED:
        raise AgainError(f"a reply packed as {packed!r}, which was not asked for")
    body = bytearray() if (come := COME.get()) is None else come
    body.clear()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > MOST:  # it may have been paid for
            body.clear()
            raise AgainError(f"a reply of more than {MOST:,} bytes", kind="empty")
    headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in _REPACKED]
    return type(response)(response.status_code, headers=headers, content=bytes(body), request=response.request)


def _is_same_server(here: Any, there: Any) -> bool:
    """Whether a call that was meant for `here` may go `there`: the same host, or the same one under TLS."""
    if here.host != there.host:
        return False
    return (here.scheme, here.port) == (there.scheme, there.port) or (
        (here.scheme, here.port, there.scheme, there.port) == ("http", None, "https", None))
