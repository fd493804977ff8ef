"""FastAPI, for GPT-Live: pip install fastapi uvicorn httpx; OPENAI_API_KEY=... uvicorn fastapi_session:app

It stands beside fastapi_token.py, whose origins, rate limit and refusals it shares. uvicorn reads a body whatever its
size: let your proxy refuse more than 64 kB (`client_max_body_size 64k` of nginx).
"""

import os
from datetime import datetime
from typing import Annotated, Literal

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from fastapi_token import ALLOWED_ORIGINS, TIME_ZONE, client_of, refused, too_often

UPSTREAM = os.environ.get("SESSION_UPSTREAM", "https://api.openai.com/v1/live/sessions")
SESSION = {
    "model": "gpt-live-1",
    "instructions": "You help visitors of a flower shop. Answer briefly.",
    "audio": {"output": {"voice": "marin"}},
    "delegation": {"type": "client"},
    # Without this list the page may send everything, new instructions included.
    "client": {
        "data_channel": {
            "allowed_client_events": [
                "session.input_audio.mute",
                "session.input_audio.unmute",
                "session.thinking.append",
                "session.commentary.append",
                "session.close",
            ]
        }
    },
}
MAX_HISTORY_CHARACTERS = 8_000

app = FastAPI()


class Turn(BaseModel):
    """Never a developer: a page must not speak to the model as this server does."""

    role: Literal["user", "assistant"]
    text: str


class Offer(BaseModel):
    type: Literal["offer"]
    sdp: Annotated[str, Field(max_length=32_768, pattern=r"^v=0\r?\n(.*\n)*m=audio ")]
    history: Annotated[list[Turn], Field(max_length=128)] = []


def message(turn: Turn) -> dict:
    kind = "input_text" if turn.role == "user" else "output_text"
    return {"type": "message", "role": turn.role, "content": [{"type": kind, "text": turn.text}]}


def session(history: list[Turn]) -> dict:
    """With the time, which a model does not know, and the newest of what was said."""
    now = datetime.now(TIME_ZONE).strftime("%A, %d %B %Y, %H:%M")
    said, characters = [], 0
    for turn in reversed(history):
        characters += len(turn.text) + 16
        if characters > MAX_HISTORY_CHARACTERS:
            break
        if turn.text.strip():
            said.insert(0, message(turn))
    return {**SESSION, "instructions": f"{SESSION['instructions']} In the shop it is {now}.", "input": said}


@app.post("/session")
async def make_session(request: Request, offer: Offer) -> JSONResponse:
    if request.headers.get("origin") not in ALLOWED_ORIGINS:
        print(f"Session endpoint: origin-refused. Origin: {request.headers.get('origin')}, allowed: {ALLOWED_ORIGINS}")
        return refused(403, "origin-refused")
    if too_often(client_of(request)):
        return refused(429, "rate-limited", **{"Retry-After": "60"})
    try:
        async with httpx.AsyncClient(timeout=8) as client:
            answer = await client.post(
                UPSTREAM,
                headers={"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"},
                json={
                    "session": session(offer.history),
                    "transport": {"type": "webrtc", "sdp": offer.sdp},
                },
            )
        answer.raise_for_status()
        made = answer.json()
        made = {
            "session": {"id": made["session"]["id"]},
            "transport": {"type": "webrtc", "sdp": made["transport"]["sdp"]},
        }
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        # The page is not told more, and nothing is asked again: each session costs 15 seconds at once.
        print(f"Session endpoint: {type(error).__name__}. {error}")
        return refused(502, "upstream-refused")
    return JSONResponse(made, 201, {"Cache-Control": "no-store"})
