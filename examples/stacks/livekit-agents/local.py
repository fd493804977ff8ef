"""A voice agent on machines of your own: Whisper hears, Ollama thinks, a local voice speaks."""

import os

from livekit.agents import Agent, AgentServer, AgentSession, JobContext, cli, function_tool, inference
from livekit.plugins import openai

import voice_assistant

# Speaches serves Whisper and Kokoro, Ollama serves models: both as OpenAI does.
SPEECH = os.environ.get("SPEECH_URL", "http://localhost:8000/v1")
MODEL = os.environ.get("LLM_URL", "http://localhost:11434/v1")

server = AgentServer()


class Clerk(Agent):
    def __init__(self) -> None:
        super().__init__(instructions="You sell tea. You speak: short sentences, no lists, no symbols.")

    @function_tool
    async def add_to_cart(self, product: str, count: int) -> str:
        """Puts a product into the cart of the page."""
        return await voice_assistant.ask_page("add_to_cart", {"product": product, "count": count})

    @function_tool
    async def cancel_order(self, order: str) -> str:
        """Cancels an order."""
        if not await voice_assistant.approved_by_person("cancel_order", {"order": order}):
            return "The person does not want that."
        return f"The order {order} is cancelled."


@server.rtc_session()
async def talk(ctx: JobContext) -> None:
    session = AgentSession(
        stt=openai.STT(model=os.environ.get("STT_MODEL", "Systran/faster-distil-whisper-small.en"), base_url=SPEECH, api_key="-"),
        llm=openai.LLM(model=os.environ.get("LLM_MODEL", "llama3.2"), base_url=MODEL, api_key="-"),
        tts=openai.TTS(
            model=os.environ.get("TTS_MODEL", "speaches-ai/Kokoro-82M-v1.0-ONNX"),
            voice=os.environ.get("TTS_VOICE", "af_heart"),
            base_url=SPEECH,
            api_key="-",
            response_format="pcm",
        ),
        # Else a server in development has LiveKit's own services listen, too.
        turn_handling={
            "turn_detection": inference.TurnDetector(version="v1-mini"),
            "interruption": {"mode": "vad"},
        },
    )
    await session.start(agent=Clerk(), room=ctx.room)
    await voice_assistant.serve(ctx, session)


if __name__ == "__main__":
    cli.run_app(server)
