/** Deletes the oldest entry where there are more than `max`: what a server sends must not fill the memory. */
export function forgetOldest(memory: Set<string> | Map<string, unknown>, max: number): void {
  if (memory.size > max) memory.delete(memory.keys().next().value as string);
}
