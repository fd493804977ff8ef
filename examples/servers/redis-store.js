/* One count for all servers, in Redis (node-redis): `rateLimit: {store: redisStore(client)}`. */

const script = `
  local count = redis.call('INCR', KEYS[1])
  if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
  return {count, redis.call('TTL', KEYS[1])}
`;

/**
 * @param client `createClient({disableOfflineQueue: true})`: while Redis is away, visitors then hear so (503) at once.
 * With node-redis's default each of them waits in its queue until `callbackTimeoutMs` is over.
 * @returns {import('voice-assistant-element/server').RateLimitStore}
 */
export function redisStore(client, prefix = 'voice-token:') {
  return {
    async hit(key, windowSeconds) {
      const [count, resetSeconds] = await client.eval(script, {
        keys: [prefix + key],
        arguments: [String(windowSeconds)],
      });
      return {count, resetSeconds};
    },
  };
}
