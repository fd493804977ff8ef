"""An agent that is seen, by an avatar where its room is named so, and tells the page what it sees of the person."""

import asyncio
import os

from livekit import api, rtc
from livekit.agents import AgentServer, JobContext, cli

import local
import voice_assistant

WIDTH, HEIGHT = 640, 480
RED, DARK_RED = (200, 30, 30), (120, 30, 30)

server = AgentServer()


def frame(colour) -> rtc.VideoFrame:
    return rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.RGBA, bytearray(bytes([*colour, 255]) * (WIDTH * HEIGHT)))


async def show(participant: rtc.LocalParticipant) -> None:
    source = rtc.VideoSource(WIDTH, HEIGHT)
    track = rtc.LocalVideoTrack.create_video_track("face", source)
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA)
    await participant.publish_track(track, options)

    frames = [frame(RED), frame(DARK_RED)]
    for count in range(100_000):
        source.capture_frame(frames[count // 5 % 2])
        await asyncio.sleep(0.1)


async def avatar_of(ctx: JobContext) -> rtc.Room:
    """Another participant, who shows itself for the agent."""
    token = (
        api.AccessToken()
        .with_identity("avatar")
        .with_kind("agent")
        .with_attributes({"lk.publish_on_behalf": ctx.room.local_participant.identity})
        .with_grants(api.VideoGrants(room_join=True, room=ctx.room.name))
        .to_jwt()
    )
    room = rtc.Room()
    await room.connect(os.environ["LIVEKIT_URL"], token)
    return room


async def look(track: rtc.Track, source: str) -> None:
    """Tells the page of the first frames, and of the end."""
    stream = rtc.VideoStream(track, format=rtc.VideoBufferType.RGBA)
    count = 0
    async for event in stream:
        count += 1
        if count == 10:
            pixels = event.frame.data
            mean = [sum(pixels[channel::4000]) // len(pixels[channel::4000]) for channel in range(3)]
            seen = {"source": source, "width": event.frame.width, "height": event.frame.height, "colour": mean}
            await voice_assistant.ask_page("saw", seen)


@server.rtc_session()
async def talk(ctx: JobContext) -> None:
    names = {rtc.TrackSource.SOURCE_CAMERA: "camera", rtc.TrackSource.SOURCE_SCREENSHARE: "screen"}
    looking = []

    @ctx.room.on("track_subscribed")
    def subscribed(track, publication, participant):
        if publication.source in names and participant.identity != "avatar":
            looking.append(asyncio.create_task(look(track, names[publication.source])))

    @ctx.room.on("track_unpublished")
    def unpublished(publication, participant):
        if publication.source in names and participant.identity != "avatar":
            gone = {"source": names[publication.source]}
            looking.append(asyncio.create_task(voice_assistant.ask_page("saw_no_more", gone)))

    await local.talk(ctx)
    by_avatar = ctx.room.name.startswith("avatar")
    room = await avatar_of(ctx) if by_avatar else ctx.room
    await show(room.local_participant)


if __name__ == "__main__":
    cli.run_app(server)
