/* Who is signed in, in a cookie that a visitor can read and cannot write: without the secret there is no signature.
   A plain `user=ada` would let every visitor be Ada, and take a new name, with a new rate limit, for each request.
   Where your framework has signed sessions, or keeps them on the server, use those. */
import {createHmac, timingSafeEqual} from 'node:crypto';

/** @param secret 32 random characters or more, the same on all your servers and known to them alone */
export function signedSession(secret) {
  if (!(secret?.length >= 32)) throw new TypeError('Set SESSION_SECRET, to 32 random characters or more.');
  const sign = text => createHmac('sha256', secret).update(text).digest();

  return {
    /** The `Set-Cookie` header for a person whose password your site has just checked. */
    cookieFor(user, lifetimeSeconds = 86_400) {
      const expires = Math.floor(Date.now() / 1000) + lifetimeSeconds;
      const text = `${Buffer.from(user).toString('base64url')}.${expires}`;
      const value = `${text}.${sign(text).toString('base64url')}`;
      return `session=${value}; Max-Age=${lifetimeSeconds}; Path=/; HttpOnly; Secure; SameSite=Lax`;
    },

    /** The person who is signed in; null when there is none, or the signature is wrong or too old. */
    userOf(request) {
      const cookies = request.headers.get('Cookie') ?? '';
      const [, text, signature] = /(?:^|; )session=([\w-]+\.\d+)\.([\w-]+)(?:;|$)/.exec(cookies) ?? [];
      if (!text) return null;
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(text);
      // A comparison that stops at the first wrong byte would tell a patient visitor the right ones.
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const [user, expires] = text.split('.');
      return Date.now() < Number(expires) * 1000 ? Buffer.from(user, 'base64url').toString() : null;
    },
  };
}
