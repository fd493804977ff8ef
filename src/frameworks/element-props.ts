import * as React from 'react';

/** What React does with an element by itself. */
const ofReact = /^(children|className|key|ref|style)$/;

/** What a component was given last. */
type Given = Readonly<Record<string, unknown>>;

/**
 * Gives an element the props that are properties of it, and listens to the events that props name: React before 19 does
 * neither.
 * @param element null as long as there is none
 * @param prototype has the properties of the element
 * @param events names of events by names of props
 * @returns the other props, which React writes as attributes
 */
export function useElementProps(
  element: React.RefObject<HTMLElement | null>,
  prototype: object,
  events: Readonly<Record<string, string>>,
  props: Given,
): Given {
  const isOurs = (name: string) => !ofReact.test(name) && (Object.hasOwn(events, name) || name in prototype);
  const entries = Object.entries(props);
  const ours = Object.fromEntries(entries.filter(([name]) => isOurs(name)));
  const previous = React.useRef<Given>({});
  const listeners = React.useRef(new Map<string, EventListenerObject>());
  // Before anything is painted, and before effects of the page.
  React.useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    for (const name of new Set([...Object.keys(previous.current), ...Object.keys(ours)])) {
      // What the user changed since, such as the mute, is not changed back by what the page said before.
      if (Object.is(ours[name], previous.current[name])) continue;
      const event = events[name];
      if (event) listen(target, event, ours[name], listeners.current);
      else setProperty(target, name, ours[name]);
    }
    previous.current = ours;
  });
  return asAttributes(entries.filter(([name]) => !isOurs(name)));
}

/** Props as React writes them to an element of another tag: before 19 it knows no `className` there. */
export function asAttributes(props: readonly (readonly [string, unknown])[]): Given {
  return Object.fromEntries(props.map(([name, value]) => [name === 'className' ? 'class' : name, value]));
}

/** A listener stays where it is among those of the page, whatever function it calls now. */
function listen(
  target: HTMLElement,
  event: string,
  handler: unknown,
  listeners: Map<string, EventListenerObject>,
): void {
  const listener = listeners.get(event);
  if (typeof handler !== 'function') {
    if (listener) target.removeEventListener(event, listener);
    listeners.delete(event);
  } else if (listener) {
    listener.handleEvent = handler as EventListener;
  } else {
    const added = {handleEvent: handler as EventListener};
    listeners.set(event, added);
    target.addEventListener(event, added);
  }
}

function setProperty(target: HTMLElement, name: string, value: unknown): void {
  Object.assign(target, {[name]: value});
  // Of what every element has, `undefined` would be written as a word.
  if ((value === undefined || value === null) && name in HTMLElement.prototype) target.removeAttribute(name);
}
