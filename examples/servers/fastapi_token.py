"""FastAPI: pip install fastapi uvicorn httpx; OPENAI_API_KEY=... uvicorn fastapi_token:app"""

import os
import time
from collections import defaultdict, deque

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

UPSTREAM = os.environ.get("TOKEN_UPSTREAM", "https://api.openai.com/v1/realtime/client_secrets")
ALLOWED_ORIGINS = set(os.environ.get("ALLOWED_ORIGINS", "http://localhost:8000").split(","))
SESSION = {
    "type": "realtime",
    "model": "gpt-realtime",
    "instructions": "You help visitors of a flower shop. Answer briefly.",
    "audio": {
        "input": {"transcription": {"model": "gpt-4o-mini-transcribe"}},
        "output": {"voice": "marin"},
    },
}
MOST_PER_MINUTE = 10

app = FastAPI()
recent = defaultdict(deque)


def refused(status: int, code: str, **headers: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code}}, status, {"Cache-Control": "no-store", **headers})


def too_often(client: str) -> bool:
    """Counts in this process only; several processes want a shared count."""
    now = time.monotonic()
    if len(recent) > 10_000:
        recent.clear()
    asked = recent[client]
    while asked and asked[0] <= now - 60:
        asked.popleft()
    if len(asked) >= MOST_PER_MINUTE:
        return True
    asked.append(now)
    return False


@app.post("/token")
async def token(request: Request) -> JSONResponse:
    if request.headers.get("origin") not in ALLOWED_ORIGINS:
        return refused(403, "origin-refused")
    if too_often(request.client.host):
        return refused(429, "rate-limited", **{"Retry-After": "60"})
    try:
        async with httpx.AsyncClient(timeout=8) as client:
            answer = await client.post(
                UPSTREAM,
                headers={"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"},
                json={"session": SESSION, "expires_after": {"anchor": "created_at", "seconds": 60}},
            )
        answer.raise_for_status()
        minted = answer.json()
        value, expires_at = minted["value"], minted.get("expires_at")
    except (httpx.HTTPError, ValueError, KeyError) as error:
        print(f"Token endpoint: {type(error).__name__}")  # The page is not told more.
        return refused(502, "upstream-refused")
    return JSONResponse({"value": value, "expires_at": expires_at}, headers={"Cache-Control": "no-store"})
