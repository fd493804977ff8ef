/** Whether a host is there, whatever it answers to a question without a token. Rejects with the signal's reason. */
export async function isReachable(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(url, {method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal});
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
