/** What zone.js, Angular's, leaves on a page; an element with this id is there under the name as well. */
interface Zones {
  readonly Zone?: {readonly root?: {run<Result>(act: () => Result): Result}};
}

/**
 * Starts what goes on by itself, such as a call or the frames of a picture: outside the zone that the page is in, which
 * else would look for changes after each of its tasks. Listeners of the page are called in their own zone all the same.
 * @see https://angular.dev/best-practices/zone-pollution
 */
export function outsideZones<Result>(act: () => Result): Result {
  const {Zone} = globalThis as Zones;
  return Zone?.root?.run ? Zone.root.run(act) : act();
}
