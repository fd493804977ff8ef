"""A bot on machines of your own: Whisper hears, Ollama thinks, a local voice speaks."""

import os

from openai import OpenAIError
from pipecat.frames.frames import ErrorFrame, TTSAudioRawFrame
from pipecat.services.ollama.llm import OLLamaLLMService
from pipecat.services.openai.stt import OpenAISTTService
from pipecat.services.openai.tts import OpenAITTSService

from bot import talk

# Speaches serves Whisper and Kokoro, Ollama serves models: both as OpenAI does.
SPEECH = os.environ.get("SPEECH_URL", "http://localhost:8000/v1")
MODEL = os.environ.get("LLM_URL", "http://localhost:11434/v1")


class LocalTTSService(OpenAITTSService):
    """Speaks by a server that has other voices than OpenAI."""

    async def run_tts(self, text, context_id):
        wanted = {"input": text, "model": self._settings.model, "voice": self._settings.voice}
        speech = self._client.audio.speech.with_streaming_response
        try:
            async with speech.create(**wanted, response_format="pcm") as response:
                async for chunk in response.iter_bytes(self.chunk_size):
                    yield TTSAudioRawFrame(chunk, self.sample_rate, 1, context_id=context_id)
        except OpenAIError as error:
            yield ErrorFrame(error=f"The voice failed: {error}", exception=error)


async def bot(runner_args):
    """Called by Pipecat's runner for each call."""
    stt = OpenAISTTService(
        base_url=SPEECH,
        api_key="-",
        settings=OpenAISTTService.Settings(
            model=os.environ.get("STT_MODEL", "Systran/faster-distil-whisper-small.en")
        ),
    )
    llm = OLLamaLLMService(
        base_url=MODEL,
        settings=OLLamaLLMService.Settings(model=os.environ.get("LLM_MODEL", "llama3.2")),
    )
    tts = LocalTTSService(
        base_url=SPEECH,
        api_key="-",
        # What Kokoro makes. Another voice may have another rate.
        sample_rate=24_000,
        settings=LocalTTSService.Settings(
            model=os.environ.get("TTS_MODEL", "speaches-ai/Kokoro-82M-v1.0-ONNX"),
            voice=os.environ.get("TTS_VOICE", "af_heart"),
        ),
    )
    await talk(runner_args, stt, llm, tts)


if __name__ == "__main__":
    from pipecat.runner.run import main

    main()
