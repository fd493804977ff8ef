/* For React: components with typed properties, events and refs. */
import * as React from 'react';
import {defineParts} from '../entries/define.js';
import {VoiceAssistant as VoiceAssistantElement} from '../elements/voice-assistant/voice-assistant.js';
import {asAttributes, useElementProps} from './element-props.js';
import {renderLauncher} from './launcher.js';
import {voiceListeners, type VoiceAttributes, type VoiceElements} from './tags.js';
import type {ListenerAttributes, Listeners, PropertiesOf} from './typed-names.js';

export type {VoiceAssistantElement};

/** Custom properties of the widget are styles, too. */
interface Styled {
  style?: React.CSSProperties & {readonly [name: `--voice-${string}`]: string | number};
}

type Props<Tag extends keyof VoiceElements> = PropertiesOf<Tag> &
  Styled &
  Omit<React.HTMLAttributes<VoiceElements[Tag]>, keyof PropertiesOf<Tag> | keyof Styled>;

type Component<Tag extends keyof VoiceElements, More = unknown> = React.ForwardRefExoticComponent<
  Props<Tag> & More & React.RefAttributes<VoiceElements[Tag]>
>;

/** Allows the launcher that a server draws its style, where a policy asks for that. */
interface Nonce {
  readonly nonce?: string;
}

const Assistant = React.forwardRef<VoiceAssistantElement, React.PropsWithChildren<object>>(function Assistant(
  {children, ...props},
  ref,
) {
  const element = React.useRef<VoiceAssistantElement>(null);
  const attributes = useElementProps(element, VoiceAssistantElement.prototype, voiceListeners, props);
  React.useImperativeHandle(ref, () => element.current!, []);
  // What a server wrote for the sake of its place is a property here.
  const own = {ref: element, suppressHydrationWarning: true};
  // Children in the same places as on the server: React counts them.
  return React.createElement('voice-assistant', {...attributes, ...own}, null, children);
});

/**
 * `<voice-assistant>`. A server draws the launcher, whose place the browser's own takes.
 */
export const VoiceAssistant: Component<'voice-assistant', Listeners & Nonce> = React.forwardRef(
  function VoiceAssistant({nonce, children, ...props}, ref) {
    if (typeof document === 'undefined') return serverElement(props, children, nonce);
    return React.createElement(Assistant, {...props, ref}, children);
  },
);

function serverElement(
  props: Props<'voice-assistant'>,
  children: React.ReactNode,
  nonce?: string,
): React.ReactElement {
  // They decide how much room the element takes, and what its launcher says.
  const {layout, placement, theme, preset, launcher: form, name, label, hint} = props;
  const attributes = Object.entries(props).filter(
    ([name]) => !(name in VoiceAssistantElement.prototype || name in voiceListeners),
  );
  const root = {
    shadowrootmode: 'open',
    dangerouslySetInnerHTML: {__html: renderLauncher({...props, nonce})},
  };
  const launcher = React.createElement('template', root);
  const rendered = {
    layout,
    placement,
    theme,
    preset,
    launcher: form,
    name,
    label,
    hint,
    ...asAttributes(attributes),
  };
  return React.createElement('voice-assistant', rendered, launcher, children);
}

/** A part of the assistant: inside one, or anywhere on the page with `for`. */
function part<Tag extends keyof VoiceElements>(tag: Tag): Component<Tag>;
function part(tag: string): unknown {
  return React.forwardRef<HTMLElement, object>(function VoicePart(props, ref) {
    React.useEffect(() => void defineParts(), []);
    return React.createElement(tag, {...asAttributes(Object.entries(props)), ref});
  });
}

export const VoiceCaptions = /* @__PURE__ */ part('voice-captions');
export const VoiceComposer = /* @__PURE__ */ part('voice-composer');
export const VoiceControls = /* @__PURE__ */ part('voice-controls');
export const VoiceDebug = /* @__PURE__ */ part('voice-debug');
export const VoiceSettings = /* @__PURE__ */ part('voice-settings');
export const VoiceStatus = /* @__PURE__ */ part('voice-status');
export const VoiceTranscript = /* @__PURE__ */ part('voice-transcript');
export const VoiceVideo = /* @__PURE__ */ part('voice-video');
export const VoiceWaveform = /* @__PURE__ */ part('voice-waveform');

type VoiceTags = {
  [Tag in keyof VoiceElements]: VoiceAttributes[Tag] &
    PropertiesOf<Tag> &
    ListenerAttributes &
    Omit<React.HTMLAttributes<VoiceElements[Tag]>, keyof PropertiesOf<Tag>> &
    React.RefAttributes<VoiceElements[Tag]> & {readonly class?: string};
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface IntrinsicElements extends VoiceTags {}
  }
}
