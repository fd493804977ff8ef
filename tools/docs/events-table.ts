interface Member {
  readonly kind: string;
  readonly name: string;
  readonly privacy?: string;
  readonly description?: string;
  readonly type?: {readonly text: string};
  readonly inheritedFrom?: object;
}

interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly members?: readonly Member[];
  readonly events?: readonly {readonly name?: string; readonly description?: string}[];
}

interface Manifest {
  readonly modules: readonly {readonly declarations?: readonly Declaration[]}[];
}

/** The events of the widget with their fields, from the manifest. */
export function eventsMarkdown(manifest: string): string {
  const declarations = (JSON.parse(manifest) as Manifest).modules.flatMap(
    module => module.declarations ?? [],
  );
  const assistant = declarations.find(({tagName}) => tagName === 'voice-assistant');
  const lines = (assistant?.events ?? []).flatMap(({name, description = ''}) => {
    if (!name) return []; // Dispatched somewhere, and told of where it belongs.
    const event = declarations.find(declaration => declaration.name === className(name));
    if (!event) throw new Error(`There is no class for the event ${name}.`);
    return `| \`${name}\` | ${description} | ${fieldsOf(event)} |`;
  });
  return ['| event | when | fields |', '| --- | --- | --- |', ...lines].join('\n');
}

/** `voice-tool-call` is a VoiceToolCallEvent. */
function className(name: string): string {
  return `${name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;
}

function fieldsOf({members = []}: Declaration): string {
  const fields = members.filter(({kind, privacy}) => kind === 'field' && privacy !== 'private');
  return fields
    .map(({name, description}) => `\`${name}\`${description ? `: ${plain(description)}` : ''}`)
    .join('<br>');
}

/** In one line of a table. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
