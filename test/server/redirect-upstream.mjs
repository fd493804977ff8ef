/* Loaded before an example server: what it asks of OpenAI goes to the stub instead. */
const {fetch} = globalThis;

globalThis.fetch = (url, init) => {
  if (String(url) !== 'https://api.openai.com/v1/realtime/client_secrets') {
    throw new Error(`An example asked for ${url}`);
  }
  return fetch(process.env.STUB_UPSTREAM, init);
};
