import type {Meta, StoryObj} from '@storybook/web-components-vite';
import type {VoiceAssistant} from '../src/elements/voice-assistant/voice-assistant.js';
import {VoiceToolApprovalEvent, VoiceToolCallEvent} from '../src/events/tools.js';
import type {Args} from './helpers/attributes.js';
import {answering, talk} from './helpers/conversations.js';
import {troubledReport} from './helpers/diagnosis.js';
import {avatarStream, withCamera} from './helpers/moving-pictures.js';
import {assistant, showing} from './helpers/render.js';
import {until} from '../test/helpers/until.js';

/** What can be switched on beside talking. */
const meta: Meta<Args> = {
  title: 'voice-assistant/Features',
  component: 'voice-assistant',
  args: {name: 'Vera', open: true},
  render: args => assistant(args),
  parameters: {layout: 'fullscreen'},
};
export default meta;

type Story = StoryObj<Args>;

/** Waits for an element of the panel, by a selector. */
const shows = (assistant: VoiceAssistant, selector: string) =>
  until(() => assistant.shadowRoot!.querySelector(selector), `there is ${selector}`);

/** Microphone, speaker and turn-taking, remembered on this site. */
export const Settings: Story = showing({
  phase: 'listening',
  then: assistant => {
    assistant.showSettings();
    return shows(assistant, 'voice-settings');
  },
});

/** Asked before the microphone opens. */
export const Consent: Story = showing(
  {
    then: assistant => {
      assistant.dispatchEvent(new Event('voice-start-request', {cancelable: true}));
      return shows(assistant, '[part=consent]');
    },
  },
  {consent: 'required'},
);

/** Asked before a tool acts that needs it. */
export const Approval: Story = showing({
  phase: 'listening',
  turns: talk,
  then: assistant => {
    const order = {flowers: 'Garden roses, white', count: 12, deliveryAddress: '7 Mill Street', gift: true};
    const call = new VoiceToolCallEvent('order', 'call-1', order);
    assistant.dispatchEvent(new VoiceToolApprovalEvent(call, 'Order flowers', new AbortController().signal));
    return shows(assistant, '[part=approval]');
  },
});

/** What a conversation needs, checked, where it did not come about. */
export const Diagnosis: Story = showing({
  phase: 'failed',
  error: 'mic-denied',
  then: async assistant => {
    assistant.diagnose = () => Promise.resolve(troubledReport({...assistant.pack}));
    await shows(assistant, '[part=diagnose]');
    assistant.shadowRoot!.querySelector<HTMLElement>('[part=diagnose]')!.click();
    return shows(assistant, '[part=check-again]');
  },
});

/** Thumbs on answers, and a question afterwards. Nothing is sent but the event. */
export const Feedback: Story = showing({turns: talk}, {feedback: 'both', face: 'text'});

/** What is being said as a line of its own, for people who do not hear. */
export const Captions: Story = showing({phase: 'speaking', turns: answering}, {captions: 'on', face: 'text'});

/** Captions are offered where the sound is poor. */
export const PoorConnection: Story = showing({
  phase: 'listening',
  turns: talk,
  poor: true,
  then: assistant => shows(assistant, '[part=notice]'),
});

/** For developers: phases, events, levels and the connection, over the page. */
export const Debug: Story = showing(
  {
    phase: 'speaking',
    turns: answering,
    then: assistant => until(() => assistant.snapshot.devices.outputs.length, 'the devices are known'),
  },
  {debug: true},
);

/** The person holds a button, or a key, while speaking. */
export const PushToTalk: Story = showing(
  {phase: 'listening', turns: talk},
  {'turn-detection': 'push-to-talk'},
);

/** Where both sides speak at once there are no turns to take: the button switches the microphone on while it is held. */
export const SettingsInFullDuplex: Story = showing({
  phase: 'listening',
  fullDuplex: true,
  then: assistant => {
    assistant.showSettings();
    return shows(assistant, 'voice-settings');
  },
});

export const VisualizerWave: Story = showing({phase: 'speaking', turns: answering}, {visualizer: 'wave'});
export const VisualizerBars: Story = showing({phase: 'speaking', turns: answering}, {visualizer: 'bars'});
export const VisualizerNone: Story = showing({phase: 'speaking', turns: answering}, {visualizer: 'none'});

const isSeen = (element: VoiceAssistant) => shows(element, 'voice-video[live]');
const cameraOn = (element: VoiceAssistant) => withCamera(() => element.startCamera());

/** The assistant is seen, in the place of the orb. */
export const Video: Story = showing(
  {phase: 'speaking', turns: answering, video: avatarStream, then: isSeen},
  {face: 'voice'},
);

/** So is the person: the buttons are there where the backend takes camera and screen. */
export const VideoAndCamera: Story = showing(
  {
    phase: 'listening',
    turns: talk,
    video: avatarStream,
    shares: true,
    then: async element => {
      await cameraOn(element);
      await isSeen(element);
    },
  },
  {face: 'voice'},
);

/** Most agents that look are heard only. */
export const Camera: Story = showing(
  {phase: 'listening', turns: talk, shares: true, then: cameraOn},
  {face: 'voice'},
);

/** The panel is closed, and the camera is still seen to be on. */
export const CameraInDock: Story = showing({
  phase: 'listening',
  shares: true,
  then: async element => {
    await cameraOn(element);
    element.hide();
  },
});
