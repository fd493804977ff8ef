"""The page of a call, for a Pipecat bot: what <voice-assistant backend="pipecat"> can do beside RTVI.

The page is told once what the bot takes; it offers nothing else. Each message is described in docs/pipecat.md.
"""

import asyncio
import json
import uuid

from pipecat.frames.frames import (
    FunctionCallResultProperties,
    LLMMessagesAppendFrame,
    LLMRunFrame,
    TTSSpeakFrame,
)

FEATURES = ["tools", "context", "interrupt", "respond", "say"]
# A person may have to approve what a tool does.
TOOL_TIMEOUT_SECS = 120


class VoicePage:
    """Carries the messages of one page. Create it after the worker, before the worker runs."""

    def __init__(self, worker, context):
        """Args: the PipelineWorker, and the LLMContext that its model reads."""
        self._worker = worker
        self._context = context
        self._results = {}
        self._notes = {}
        self._features = list(FEATURES)

        @worker.rtvi.event_handler("on_client_ready")
        async def on_client_ready(rtvi):
            await rtvi.send_server_message({"type": "page-features", "features": self._features})

        @worker.rtvi.event_handler("on_client_message")
        async def on_client_message(rtvi, message):
            data = message.data if isinstance(message.data, dict) else {}
            handle = self._handlers.get(message.type)
            if handle:
                await handle(self, data)

    def add_history(self, body):
        """Has the model know what was said before a call that goes on. `body` is `runner_args.body`."""
        self._features.append("history")
        history = body.get("history") if isinstance(body, dict) else None
        for turn in history if isinstance(history, list) else []:
            # It comes from the page: it may only be what a person and an assistant say.
            if isinstance(turn, dict) and turn.get("role") in ("user", "assistant"):
                self._context.add_message({"role": turn["role"], "content": str(turn.get("text", ""))})

    async def run_tool(self, params):
        """A function handler: `llm.register_function("add_to_cart", page.run_tool)`. The page runs its tool of that name."""
        call_id = f"page-{uuid.uuid4().hex}"
        result = self._results[call_id] = asyncio.get_running_loop().create_future()
        try:
            await self._worker.rtvi.send_server_message(
                {
                    "type": "page-tool-call",
                    "id": call_id,
                    "name": params.function_name,
                    "arguments": dict(params.arguments),
                }
            )
            output, respond = await asyncio.wait_for(result, TOOL_TIMEOUT_SECS)
        except asyncio.TimeoutError:
            await self._cancel(call_id)
            output, respond = "The page did not answer in time.", True
        except asyncio.CancelledError:
            await self._cancel(call_id)
            raise
        finally:
            self._results.pop(call_id, None)
        properties = FunctionCallResultProperties(run_llm=respond)
        await params.result_callback(output, properties=properties)

    async def _cancel(self, call_id):
        await self._worker.rtvi.send_server_message({"type": "page-tool-cancel", "id": call_id})

    async def _take_result(self, data):
        output, respond = str(data.get("output", "")), data.get("respond") is not False
        result = self._results.get(data.get("id"))
        if result and not result.done():
            result.set_result((output, respond))
        elif not result:
            # An earlier bot of the same call asked for it.
            await self._append(f"What came of {json.dumps(str(data.get('name')))}: {output}", respond)

    async def _take_context(self, data):
        note_id, text = str(data.get("id", "")), str(data.get("text", ""))
        before = self._notes.pop(note_id, None) if note_id else None
        if before:
            self._context.set_messages([m for m in self._context.get_messages() if m is not before])
        if not text:
            return
        # Of the page, not of the developer: a page can show what any visitor wrote.
        note = {"role": "user", "content": f"(The page tells you, the person did not say this: {text})"}
        self._context.add_message(note)
        if note_id:
            self._notes[note_id] = note

    async def _interrupt(self, data):
        await self._worker.rtvi.interrupt_bot()

    async def _respond(self, data):
        instructions = str(data.get("instructions", ""))
        if instructions:
            await self._append(instructions, True)
        else:
            await self._worker.queue_frames([LLMRunFrame()])

    async def _say(self, data):
        await self._worker.queue_frames([TTSSpeakFrame(str(data.get("text", "")))])

    async def _append(self, text, respond):
        message = {"role": "user", "content": f"({text})"}
        await self._worker.queue_frames([LLMMessagesAppendFrame([message], run_llm=respond)])

    _handlers = {
        "page-tool-result": _take_result,
        "page-context": _take_context,
        "page-interrupt": _interrupt,
        "page-respond": _respond,
        "page-say": _say,
    }
