"""A real Pipecat bot whose three services are small and local: it hears by pocketsphinx, answers by rules, speaks by espeak-ng.

Voice activity detection, Smart Turn, aggregation and RTVI are Pipecat's own. `GET /test/calls` tells the tests what the
bots know, `POST /test/say` has them do something.
"""

import asyncio
import io
import json
import os
import re
import sys
import wave
from dataclasses import fields

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../examples/stacks/pipecat"))

import numpy as np
from loguru import logger
from pocketsphinx import Decoder
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.frames.frames import (
    EndFrame,
    ErrorFrame,
    FunctionCallFromLLM,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMTextFrame,
    TranscriptionFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.processors.frameworks.rtvi.frames import RTVIUICommandFrame
from pipecat.runner.run import app, main
from pipecat.runner.utils import create_transport
from pipecat.services.llm_service import LLMService
from pipecat.services.settings import LLMSettings, STTSettings, TTSSettings
from pipecat.services.stt_service import SegmentedSTTService
from pipecat.services.tts_service import TTSService
from pipecat.transports.base_transport import TransportParams
from pipecat.utils.time import time_now_iso8601
from pipecat.workers.runner import WorkerRunner
from voice_page import VoicePage

STORY = " ".join(f"And then number {n} went into the wood." for n in range(1, 13))
SENTENCES = ["hello who are you", "please tell me a long story", "stop it now please"]
# All that it can hear: in an open vocabulary pocketsphinx is too often wrong.
GRAMMAR = """#JSGF V1.0;
grammar test;
public <sentence> = [hello] who are you | hello | please tell me a long story | stop it now please ;
"""


class PhraseSTT(SegmentedSTTService):
    """Hears one of a few sentences."""

    wants_wav_segments = False

    def __init__(self, call):
        super().__init__(sample_rate=16000, settings=STTSettings(model=None, language=None))
        self._decoder = Decoder(samprate=16000, lm=None)
        self._decoder.add_jsgf_string("test", GRAMMAR)
        self._decoder.activate_search("test")
        self._call = call
        self._expected = 0

    async def process_audio_frame(self, frame, direction):
        await super().process_audio_frame(frame, direction)
        self._call["level"] = float(np.abs(np.frombuffer(frame.audio, dtype=np.int16)).max()) / 32768

    async def run_stt(self, audio):
        text = await asyncio.to_thread(self._recognise, audio)
        logger.info(f"heard: {text}")
        if text:
            yield TranscriptionFrame(text, "user", time_now_iso8601())

    def _recognise(self, audio):
        self._decoder.start_utt()
        self._decoder.process_raw(audio, no_search=False, full_utt=True)
        self._decoder.end_utt()
        heard = self._decoder.hyp()
        text = heard.hypstr.strip() if heard else ""
        # What it does not understand is most likely what the tests say next.
        if not text and len(audio) > 32_000:
            text = SENTENCES[self._expected % len(SENTENCES)]
        if text in SENTENCES:
            self._expected = SENTENCES.index(text) + 1
        return text


class EspeakTTS(TTSService):
    """Speaks, and tells each word as it is heard where `VOICE=words`."""

    def __init__(self, with_words):
        super().__init__(
            push_start_frame=True,
            push_stop_frames=True,
            stop_frame_timeout_s=0.5,
            push_text_frames=not with_words,
            pause_frame_processing=True,
            settings=TTSSettings(model=None, voice=None, language=None),
        )
        self._with_words = with_words
        # How long each context is so far: words are timed from its beginning.
        self._seconds = {}

    async def run_tts(self, text, context_id):
        process = await asyncio.create_subprocess_exec(
            "espeak-ng", "--stdout", "-s", "170", text, stdout=asyncio.subprocess.PIPE
        )
        sound, _ = await process.communicate()
        with wave.open(io.BytesIO(sound)) as wav:
            rate, pcm = wav.getframerate(), wav.readframes(10**8)
        if self._with_words:
            words = text.split()
            seconds = len(pcm) / 2 / rate
            begins = self._seconds.get(context_id, 0)
            times = [(word, begins + index * seconds / len(words)) for index, word in enumerate(words)]
            self._seconds[context_id] = begins + seconds
            await self.add_word_timestamps(times, context_id)

        async def chunks():
            for start in range(0, len(pcm), 4096):
                yield pcm[start : start + 4096]

        async for frame in self._stream_audio_frames_from_iterator(
            chunks(), in_sample_rate=rate, context_id=context_id
        ):
            yield frame


class ScriptedLLM(LLMService):
    """Answers by rules: a story, a call of a tool, or what was said."""

    def __init__(self):
        super().__init__(settings=LLMSettings(**{field.name: None for field in fields(LLMSettings)}))

    async def process_frame(self, frame, direction):
        await super().process_frame(frame, direction)
        if not isinstance(frame, LLMContextFrame):
            return await self.push_frame(frame, direction)
        await self.push_frame(LLMFullResponseStartFrame())
        await self._answer(frame.context)
        await self.push_frame(LLMFullResponseEndFrame())

    async def _answer(self, context):
        messages = context.get_messages()
        last = messages[-1] if messages else {"role": "user", "content": ""}
        text = str(last.get("content", ""))
        call = re.match(r"Call (\w+) (\{.*\})", text)
        if last.get("role") == "tool":
            answer = f"The page says {json.loads(text) if text.startswith(chr(34)) else text}"
        elif call:
            name, args = call.group(1), json.loads(call.group(2))
            calls = [FunctionCallFromLLM(name, f"call_{len(messages)}", args, context)]
            return await self.run_function_calls(calls)
        elif "fail" in text:
            await self.push_error(error_msg="The model is not there: sk-not-to-be-told")
            return
        elif "story" in text:
            answer = STORY
        elif "who are you" in text:
            answer = "I am a bot of Pipecat. Nice to hear you."
        elif "stop" in text:
            answer = "As you like."
        else:
            answer = "There you are."
        for word in re.findall(r"\S+\s*", answer):
            await self.push_frame(LLMTextFrame(word))
            await asyncio.sleep(0.01)


calls = []


async def bot(runner_args):
    transport = await create_transport(
        runner_args,
        {"webrtc": lambda: TransportParams(audio_in_enabled=True, audio_out_enabled=True)},
    )
    llm = ScriptedLLM()
    context = LLMContext()
    call = {"context": context, "open": True, "body": runner_args.body, "connected": 0, "level": 0}
    calls.append(call)
    user, assistant = LLMContextAggregatorPair(
        context, user_params=LLMUserAggregatorParams(vad_analyzer=SileroVADAnalyzer())
    )
    tts = EspeakTTS(os.environ.get("VOICE") == "words")
    pipeline = Pipeline([transport.input(), PhraseSTT(call), user, llm, tts, transport.output(), assistant])
    worker = PipelineWorker(pipeline, params=PipelineParams(enable_metrics=True, enable_usage_metrics=True))
    call["worker"] = worker
    if os.environ.get("PAGE") != "plain":
        page = VoicePage(worker, context)
        page.add_history(runner_args.body)
        for name in ("get_basket", "add_to_basket", "order", "slow"):
            llm.register_function(name, page.run_tool)

    @transport.event_handler("on_client_connected")
    async def on_client_connected(transport, client):
        call["connected"] += 1

    @transport.event_handler("on_client_disconnected")
    async def on_client_disconnected(transport, client):
        call["open"] = False
        await worker.cancel()

    runner = WorkerRunner(handle_sigint=False)
    await runner.add_workers(worker)
    await runner.run()
    call["open"] = False


@app.get("/test/calls")
async def tell_calls():
    return [
        {
            "open": call["open"],
            "connected": call["connected"],
            "body": call["body"],
            "level": call["level"],
            "messages": [m for m in call["context"].get_messages() if isinstance(m, dict)],
        }
        for call in calls
    ]


@app.post("/test/do")
async def do(what: dict):
    """To the last bot: {"end": true}, {"command": name, "payload": object} or {"error": text, "fatal": bool}."""
    worker = calls[-1]["worker"]
    if "command" in what:
        frame = RTVIUICommandFrame(command=what["command"], payload=what.get("payload"))
        await worker.rtvi.push_frame(frame)
    elif "error" in what:
        await worker.rtvi.push_transport_message(_error(what))
    else:
        await worker.queue_frames([EndFrame()])
    return {}


def _error(what):
    import pipecat.processors.frameworks.rtvi.models as RTVI

    return RTVI.Error(data=RTVI.ErrorData(error=what["error"], fatal=what.get("fatal", False)))


if __name__ == "__main__":
    main()
