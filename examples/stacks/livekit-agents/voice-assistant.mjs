/* What <voice-assistant backend="livekit"> may ask of an agent, beside talking with it. The same in Python: voice_assistant.py. */
import {getJobContext} from '@livekit/agents';
import {ParticipantKind} from '@livekit/rtc-node';

/** Registers the methods and announces them. To be called once the session has started. */
export async function serve(ctx, session) {
  async function remember(role, text, name) {
    const context = session.currentAgent.chatCtx.copy();
    // What has a name takes the place of what was told under it before.
    if (name) context.items = context.items.filter(({id}) => id !== name);
    if (text) context.addMessage({role, content: text, ...(name && {id: name})});
    await session.currentAgent.updateChatCtx(context);
  }

  const methods = {
    'voice.interrupt': () => void session.interrupt({force: true}),
    'voice.respond': ({instructions}) => void session.generateReply({instructions}),
    'voice.context': ({text, id, role = 'system'}) => remember(role, text, id),
    'voice.history': async ({turns}) => {
      for (const {role, text} of turns) await remember(role, text);
    },
    // Not every recognizer can be told.
    'voice.settings': ({language}) => language && session.stt?.updateOptions?.({language}),
    start_turn() {
      // From the first press on, turns are the person's to end.
      session.updateOptions({turnDetection: 'manual'});
      session.clearUserTurn();
      session.interrupt({force: true});
    },
    end_turn: () => session.commitUserTurn(),
  };

  const agent = ctx.room.localParticipant;
  for (const [name, act] of Object.entries(methods)) {
    agent.registerRpcMethod(name, async ({payload}) => {
      await act(JSON.parse(payload || '{}'));
      return 'ok';
    });
  }
  // A session gives up after a few failures. The agent leaves then: the page tells the person.
  session.on('close', ({error}) => error && ctx.shutdown('failed'));
  await agent.setAttributes({'voice.methods': Object.keys(methods).join(' ')});
}

/** Has the page of the person run one of its tools, by its name. A person who is asked may take their time. */
export async function askPage(tool, args, responseTimeout = 60_000) {
  const {room} = getJobContext();
  const people = [...room.remoteParticipants.values()];
  const person = people.find(({kind}) => kind === ParticipantKind.STANDARD);
  const call = {destinationIdentity: person.identity, method: tool, payload: JSON.stringify(args)};
  return room.localParticipant.performRpc({...call, responseTimeout});
}

/** Asks the person for a yes or a no, before a tool of the agent's own does something. */
export async function approvedByPerson(tool, args) {
  const answer = await askPage('voice.approve', {name: tool, arguments: args});
  return JSON.parse(answer).approved;
}
