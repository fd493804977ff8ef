/** The last request to an address since then, as the browser has noted its times; undefined where there was none. */
export function requestTo(address: string | undefined, since: number): PerformanceResourceTiming | undefined {
  if (!address) return undefined;
  const {href} = new URL(address, document.baseURI);
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  // A model, or whatever else the session asks for, is added to the address.
  return entries.findLast(
    ({name, startTime}) => startTime >= since && name.split('?')[0] === href.split('?')[0],
  );
}
