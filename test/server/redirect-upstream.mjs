/* Loaded before an example server: what it asks of OpenAI goes to the stub instead. */
const {fetch} = globalThis;

globalThis.fetch = (url, init) => {
  const {origin, pathname} = new URL(url);
  if (origin !== 'https://api.openai.com') throw new Error(`An example asked for ${url}`);
  return fetch(new URL(pathname, process.env.STUB_UPSTREAM), init);
};
