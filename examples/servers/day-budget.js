/* A budget for the whole site: so many tokens a day, and none beyond. Goes around any store of the rate limit:
   `rateLimit: {max: 10, store: dayBudget({tokens: 500, perClient: 10, store})}`. */
import {MemoryRateLimitStore} from 'voice-assistant-element/server';

/**
 * @param {object} options
 * @param {number} options.tokens how many a day, for all visitors together
 * @param {number} options.perClient the `max` of the rate limit: what is refused to one client must not cost the others
 * @param {import('voice-assistant-element/server').RateLimitStore} [options.store] where clients are counted; default: the
 * memory of this process
 * @param {import('voice-assistant-element/server').RateLimitStore} [options.dayStore] where the day is counted; default:
 * `store`, but for one in memory, which forgets its oldest entry, the day's, when many clients come
 * @param {() => number} [options.now] a clock in milliseconds
 * @returns {import('voice-assistant-element/server').RateLimitStore}
 */
export function dayBudget({
  tokens,
  perClient,
  store = new MemoryRateLimitStore(),
  dayStore = store instanceof MemoryRateLimitStore ? new MemoryRateLimitStore() : store,
  now = Date.now,
}) {
  let toldDay;
  return {
    async hit(key, windowSeconds) {
      const own = await store.hit(key, windowSeconds);
      if (own.count > perClient) return own;
      // Counted before the token is made, in one step of the store: visitors who come at once cannot exceed it. A token
      // that could not be made counts as well.
      const [day] = new Date(now()).toISOString().split('T');
      const {count} = await dayStore.hit(`day:${day}`, 86_400);
      if (count <= tokens) return own;
      if (toldDay !== day) {
        // To the handler, the visitor is one who asks too often.
        console.error(`Token endpoint: the budget of ${tokens} tokens is used up until midnight (UTC).`);
        toldDay = day;
      }
      const midnight = Date.parse(`${day}T24:00:00Z`);
      return {count: Infinity, resetSeconds: Math.ceil((midnight - now()) / 1000)};
    },
  };
}
