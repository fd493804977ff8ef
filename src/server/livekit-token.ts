import type {LiveKitRoomSettings} from './livekit-options.js';

/** What a token is made of. */
export interface LiveKitTokenRequest {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly settings: LiveKitRoomSettings;
  /** The name that `authorize` gave. */
  readonly user: string | undefined;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** Clocks differ: a token counts from a little earlier on. */
const clockToleranceSeconds = 10;

/**
 * Makes a token by which a page enters a room.
 * @see https://docs.livekit.io/frontends/authentication/tokens/
 */
export async function makeLiveKitToken({
  apiKey,
  apiSecret,
  settings,
  user,
  expiresAt,
}: LiveKitTokenRequest): Promise<string> {
  const {room, identity, name, metadata, attributes, agents, sources} = settings;
  const claims = {
    iss: apiKey,
    sub: identity ?? user ?? `visitor-${crypto.randomUUID()}`,
    nbf: Math.floor(Date.now() / 1000) - clockToleranceSeconds,
    exp: expiresAt,
    name,
    metadata,
    attributes,
    video: {
      room: room ?? `call-${crypto.randomUUID()}`,
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishData: true,
      canPublishSources: sources ?? ['microphone'],
    },
    ...(agents && {roomConfig: {agents}}),
  };
  const content = `${encoded({alg: 'HS256', typ: 'JWT'})}.${encoded(claims)}`;
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(apiSecret),
    {name: 'HMAC', hash: 'SHA-256'},
    false,
    ['sign'],
  );
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(content));
  return `${content}.${base64url(new Uint8Array(signature))}`;
}

function encoded(value: object): string {
  return base64url(new TextEncoder().encode(JSON.stringify(value)));
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
