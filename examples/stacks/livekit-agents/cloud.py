"""A voice agent of hosted services: Deepgram hears, Claude thinks, ElevenLabs speaks."""

from livekit.agents import Agent, AgentServer, AgentSession, JobContext, cli
from livekit.plugins import anthropic, deepgram, elevenlabs

import voice_assistant

server = AgentServer()


@server.rtc_session()
async def talk(ctx: JobContext) -> None:
    session = AgentSession(
        stt=deepgram.STT(model="nova-3"),
        llm=anthropic.LLM(model="claude-sonnet-4-6"),
        tts=elevenlabs.TTS(model="eleven_flash_v2_5"),
    )
    await session.start(agent=Agent(instructions="You sell tea. You speak: short sentences, no lists."), room=ctx.room)
    await voice_assistant.serve(ctx, session)


if __name__ == "__main__":
    cli.run_app(server)
