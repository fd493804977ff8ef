/** A message went over the wire: its name only, while `debug` is set. Not part of the public contract. @internal */
export class VoiceRawEvent extends Event {
  readonly direction: 'in' | 'out';
  readonly name: string;

  constructor(direction: 'in' | 'out', name: string) {
    super('voice-raw');
    this.direction = direction;
    this.name = name;
  }
}
