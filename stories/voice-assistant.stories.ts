import type {Meta, StoryObj} from '@storybook/web-components-vite';
import {html} from 'lit';
import {ScriptedSession} from '../src/session/scripted-session.js';
import {attributes, type Args} from './helpers/attributes.js';
import {answering, endlessTalk, hostileTalk, longTalk, talk} from './helpers/conversations.js';
import {assistant, showing} from './helpers/render.js';

const meta: Meta<Args> = {
  title: 'voice-assistant',
  component: 'voice-assistant',
  args: {name: 'Vera', open: true},
  render: args => assistant(args),
  parameters: {layout: 'fullscreen'},
};
export default meta;

type Story = StoryObj<Args>;

/** Every attribute under Controls, every event under Actions. */
export const Playground: Story = showing({phase: 'speaking', turns: answering});

/** What an idle page shows. */
export const Launcher: Story = {args: {open: false, hint: 'Ask about flowers and delivery'}};

/** A picture without words, as on small screens. */
export const Bubble: Story = {args: {open: false, launcher: 'bubble'}};

/** In the middle of the edge. */
export const Bar: Story = {args: {open: false, launcher: 'bar', hint: 'Ask about flowers and delivery'}};

/** What greets a person before the first call. */
export const StartCard: Story = {
  args: {
    hint: 'Ask me about bouquets, plants or delivery.',
    suggestions: 'What lasts a week?|Something for shade|Deliver today?',
  },
};

/** The launcher in a call: the panel is closed. */
export const Dock: Story = showing({phase: 'speaking', turns: answering}, {open: false});

/** What was said, in writing. */
export const TextFace: Story = showing({phase: 'speaking', turns: answering}, {face: 'text'});

/** A conversation acted out in the page: press “Start talking”, interrupt, mute, type. */
export const PlayTheConversation: Story = {
  render: args => {
    const session = new ScriptedSession({
      steps: [
        {user: 'Hello, do you deliver on Sundays?'},
        {assistant: 'Hello. We do, until two in the afternoon. Where should the flowers go?'},
        {pause: 800},
        {user: 'To Mill Street, please.'},
        {
          assistant:
            'Mill Street is on our way. Shall it be the garden roses again, or something new this time?',
        },
      ],
      answer: text => `You wrote “${text}”. I would gladly look into that.`,
    });
    return html`<voice-assistant ${attributes(args)} .session=${session}></voice-assistant>`;
  },
};

export const Muted: Story = showing({phase: 'listening', turns: talk}, {muted: true});

export const UserSpeaks: Story = showing({phase: 'listening', turns: talk, userSpeaking: true});

/** Full duplex: the person speaks while the assistant goes on. */
export const BothSpeak: Story = showing({
  phase: 'speaking',
  turns: [
    ...talk,
    {assistant: 'Then a fern in a deep pot is the easiest: it wants shade and'},
    {user: 'Yes, it is rather dark there.'},
    {assistant: 'a little water every other day. Shall I show you', streaming: true},
  ],
  userSpeaking: true,
  fullDuplex: true,
});

/** Begun by typing: there is no microphone. */
export const InWriting: Story = showing({phase: 'listening', typed: true});

export const AfterTheCall: Story = showing({phase: 'idle', turns: talk});

export const LongText: Story = showing(
  {phase: 'listening', turns: longTalk},
  {face: 'text', name: 'A very long name for an assistant that nobody would ever want to read to its end'},
);

/** Markup, bidirectional overrides, zero-width and stacked characters: all of it is shown as text. */
export const HostileText: Story = showing(
  {phase: 'listening', turns: hostileTalk},
  {face: 'text', name: '<b onclick=alert(1)>\u202eVera</b>'},
);

export const FiveHundredTurns: Story = showing({phase: 'listening', turns: endlessTalk}, {face: 'text'});

/** Only what is said and heard: no transcript, no text field, no settings. */
export const VoiceOnly: Story = showing(
  {phase: 'speaking', turns: answering},
  {transcript: 'off', 'text-input': 'off', settings: 'off'},
);

export const Slots: Story = {
  render: args =>
    assistant(
      args,
      {},
      html`<span slot="launcher-icon">?</span>
        <strong slot="title">Vera of the flower shop</strong>
        <em slot="empty">Ask me about flowers.</em>
        <small slot="footer">Answers may be wrong.</small>`,
    ),
};
