"""What <voice-assistant backend="livekit"> may ask of an agent, beside talking with it."""

import json

from livekit import rtc
from livekit.agents import AgentSession, JobContext, get_job_context


async def serve(ctx: JobContext, session: AgentSession) -> None:
    """Registers the methods and announces them. To be called once the session has started."""
    agent = ctx.room.local_participant

    def method(name):
        def register(act):
            async def answer(data):
                return await act(json.loads(data.payload or "{}")) or "ok"

            agent.register_rpc_method(name, answer)
            methods.append(name)
            return act

        return register

    async def remember(role: str, text: str, name: str = "") -> None:
        context = session.current_agent.chat_ctx.copy()
        # What has a name takes the place of what was told under it before.
        context.items[:] = [item for item in context.items if not name or item.id != name]
        if text:
            context.add_message(role=role, content=text, **({"id": name} if name else {}))
        await session.current_agent.update_chat_ctx(context)

    methods: list[str] = []

    @method("voice.interrupt")
    async def interrupt(_):
        session.interrupt(force=True)

    @method("voice.respond")
    async def respond(asked):
        session.generate_reply(**({"instructions": asked["instructions"]} if asked.get("instructions") else {}))

    @method("voice.context")
    async def context(told):
        await remember(told.get("role", "system"), told["text"], told.get("id", ""))

    @method("voice.history")
    async def history(told):
        for turn in told["turns"]:
            await remember(turn["role"], turn["text"])

    @method("voice.settings")
    async def settings(wanted):
        # Not every recognizer can be told.
        if wanted.get("language") and hasattr(session.stt, "update_options"):
            session.stt.update_options(language=wanted["language"])

    @method("start_turn")
    async def start_turn(_):
        # From the first press on, turns are the person's to end.
        session.update_options(turn_detection="manual")
        session.clear_user_turn()
        session.interrupt(force=True)

    @method("end_turn")
    async def end_turn(_):
        session.commit_user_turn()

    @session.on("close")
    def closed(event):
        # A session gives up after a few failures. The agent leaves then: the page tells the person.
        if event.error:
            ctx.shutdown("failed")

    await agent.set_attributes({"voice.methods": " ".join(methods)})


async def ask_page(tool: str, arguments: dict, timeout: float = 60) -> str:
    """Has the page of the person run one of its tools, by its name."""
    room = get_job_context().room
    standard = rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD
    person = next(p for p in room.remote_participants.values() if p.kind == standard)
    return await room.local_participant.perform_rpc(
        destination_identity=person.identity, method=tool, payload=json.dumps(arguments), response_timeout=timeout
    )


async def approved_by_person(tool: str, arguments: dict) -> bool:
    """Asks the person for a yes or a no, before a tool of the agent's own does something."""
    answer = await ask_page("voice.approve", {"name": tool, "arguments": arguments})
    return json.loads(answer)["approved"]
