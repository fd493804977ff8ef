"""FastAPI: pip install fastapi uvicorn httpx; OPENAI_API_KEY=... uvicorn fastapi_token:app"""

import os
import time
from collections import deque
from datetime import datetime
from ipaddress import ip_address, ip_network
from zoneinfo import ZoneInfo

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

UPSTREAM = os.environ.get("TOKEN_UPSTREAM", "https://api.openai.com/v1/realtime/client_secrets")
API_KEY = os.environ.get("OPENAI_API_KEY", "").strip()  # A file ends with a line break, which no header takes.
ALLOWED_ORIGINS = set(os.environ.get("ALLOWED_ORIGINS", "http://localhost:8000").split(","))
SESSION = {
    "type": "realtime",
    "model": "gpt-realtime-2.1",
    "instructions": "You help visitors of a flower shop. Answer briefly.",
    "audio": {
        "input": {"transcription": {"model": "gpt-transcribe"}},
        "output": {"voice": "marin"},
    },
}
TIME_ZONE = ZoneInfo("Europe/Berlin")
MAX_PER_MINUTE = 10
MAX_CLIENTS = 10_000
MAX_TOLD_ORIGINS = 100

app = FastAPI()
recent: dict[str, deque] = {}
told_origins: set[str] = set()


def refused(status: int, code: str, **headers: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code}}, status, {"Cache-Control": "no-store", **headers})


def session() -> dict:
    """With the time, which a model does not know, for "Are you open now?" and the like."""
    now = datetime.now(TIME_ZONE).strftime("%A, %d %B %Y, %H:%M")
    return {**SESSION, "instructions": f"{SESSION['instructions']} In the shop it is {now}."}


def client_of(request: Request) -> str:
    """An IPv4 address, or the /64 network of an IPv6 one, all of which one household has.

    It is the address of the connection. Only from the addresses in --forwarded-allow-ips (default: this machine) does
    uvicorn believe X-Forwarded-For: name your proxy there, and never `*`, or each client picks its own address.
    """
    try:
        address = ip_address(request.client.host.partition("%")[0])
    except (AttributeError, ValueError):
        return "unknown"  # A Unix socket. All such clients share one limit.
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network(f"{address}/{64 if address.version == 6 else 32}", strict=False))


def too_often(client: str) -> bool:
    """Counts in this process only; several processes want a shared count."""
    now = time.monotonic()
    if client not in recent and len(recent) >= MAX_CLIENTS:
        del recent[next(iter(recent))]  # The oldest; a flood of addresses must not fill the memory.
    asked = recent.setdefault(client, deque())
    while asked and asked[0] <= now - 60:
        asked.popleft()
    if len(asked) >= MAX_PER_MINUTE:
        return True
    asked.append(now)
    return False


def tell_refused(origin: str | None) -> None:
    """Once for each origin, and no more than MAX_TOLD_ORIGINS: a visitor can make up any number."""
    if str(origin) in told_origins or len(told_origins) >= MAX_TOLD_ORIGINS:
        return
    told_origins.add(str(origin))
    print(f"Token endpoint: origin-refused. Origin: {origin!r}, allowed: {ALLOWED_ORIGINS}")


def cause_of(error: Exception) -> str:
    """What was wrong with name, connection, certificate or status. The text of other errors may hold the key."""
    tells = isinstance(error, (httpx.ConnectError, httpx.TimeoutException, httpx.HTTPStatusError))
    return " ".join(f"{type(error).__name__} {error if tells else ''}".split())


@app.post("/token")
async def token(request: Request) -> JSONResponse:
    if request.headers.get("origin") not in ALLOWED_ORIGINS:
        tell_refused(request.headers.get("origin"))
        return refused(403, "origin-refused")
    if too_often(client_of(request)):
        return refused(429, "rate-limited", **{"Retry-After": "60"})
    if not API_KEY:
        print("Token endpoint: OPENAI_API_KEY is not set.")
        return refused(500, "internal")
    try:
        async with httpx.AsyncClient(timeout=8) as client:
            answer = await client.post(
                UPSTREAM,
                headers={"Authorization": f"Bearer {API_KEY}"},
                json={"session": session(), "expires_after": {"anchor": "created_at", "seconds": 60}},
            )
        answer.raise_for_status()
        minted = answer.json()
        value, expires_at = minted["value"], minted.get("expires_at")
    except (httpx.HTTPError, ValueError, KeyError) as error:
        print(f"Token endpoint: {cause_of(error)}")  # The page is not told more.
        return refused(502, "upstream-refused")
    return JSONResponse({"value": value, "expires_at": expires_at}, headers={"Cache-Control": "no-store"})
