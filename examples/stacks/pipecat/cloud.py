"""A bot of hosted services: Deepgram hears, Claude thinks, ElevenLabs speaks."""

import os

from pipecat.services.anthropic.llm import AnthropicLLMService
from pipecat.services.deepgram.stt import DeepgramSTTService
from pipecat.services.elevenlabs.tts import ElevenLabsTTSService

from bot import talk

VOICE = os.environ.get("ELEVEN_VOICE", "hpp4J3VqNfWAUOO0d1Us")


async def bot(runner_args):
    """Called by Pipecat's runner for each call."""
    stt = DeepgramSTTService(api_key=os.environ["DEEPGRAM_API_KEY"])
    llm = AnthropicLLMService(api_key=os.environ["ANTHROPIC_API_KEY"])
    tts = ElevenLabsTTSService(
        api_key=os.environ["ELEVEN_API_KEY"],
        settings=ElevenLabsTTSService.Settings(voice=VOICE),
    )
    await talk(runner_args, stt, llm, tts)


if __name__ == "__main__":
    from pipecat.runner.run import main

    main()
