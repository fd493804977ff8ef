import {tsImport} from 'tsx/esm/api';

const {attributeOf, settingsTable} = await tsImport(
  './src/elements/voice-assistant/settings-table.ts',
  import.meta.url,
);

/** What editors, documentation and framework types are made from. Paths point at what npm users get. */
export default {
  globs: ['src/elements/**/*.ts', 'src/events/*.ts', 'src/entries/define.ts'],
  exclude: ['**/*.styles.ts'],
  litelement: true, // The parts are; `<voice-assistant>` has a table of its settings.
  packagejson: false,
  plugins: [tagNames(), settings(), attributeNames(), publicOnly(), publishedPaths(), steadyOrder()],
};

/** Elements are registered through tables in define.ts; their `@tag` says the name. */
function tagNames() {
  return {
    name: 'tag-names',
    packageLinkPhase({customElementsManifest}) {
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          if (!declaration.tagName) continue;
          declaration.customElement = true;
          module.exports.push({
            kind: 'custom-element-definition',
            name: declaration.tagName,
            declaration: {name: declaration.name, module: module.path},
          });
        }
      }
    },
  };
}

/** The attributes of `<voice-assistant>`, and their defaults, are those of its table. */
function settings() {
  return {
    name: 'settings',
    packageLinkPhase({customElementsManifest}) {
      const declarations = customElementsManifest.modules.flatMap(({declarations = []}) => declarations);
      for (const declaration of declarations) {
        const base =
          declaration.name === 'AssistantSettings' ? {} : {inheritedFrom: {name: 'AssistantSettings'}};
        const own = (declaration.members ?? []).filter(
          ({name, inheritedFrom}) => settingsTable[name] && inheritedFrom?.name === base.inheritedFrom?.name,
        );
        if (!own.some(({name}) => name === 'tokenEndpoint')) continue;
        declaration.attributes = (declaration.attributes ?? []).filter(({fieldName}) => !fieldName);
        for (const member of own) addSetting(member, declaration.attributes, base);
      }
    },
  };
}

function addSetting(member, attributes, base) {
  const {fromAttribute, default: value, reflect} = settingsTable[member.name];
  if (!fromAttribute) return;
  if (value !== undefined) member.default = typeof value === 'string' ? `'${value}'` : String(value);
  member.attribute = attributeOf(member.name);
  if (reflect) member.reflects = true;
  const {name: fieldName, type, description} = member;
  attributes.push({name: member.attribute, type, description, default: member.default, fieldName, ...base});
}

/** Attributes are called like their properties, in kebab case. */
function attributeNames() {
  return {
    name: 'attribute-names',
    packageLinkPhase({customElementsManifest}) {
      const members = customElementsManifest.modules
        .flatMap(({declarations = []}) => declarations)
        .flatMap(({members = [], attributes = []}) => [...members, ...attributes]);
      for (const member of members) {
        const name = member.fieldName ?? member.name;
        const attribute = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
        if (member.fieldName) member.name = attribute;
        else if (member.attribute) member.attribute = attribute;
      }
    },
  };
}

/** Leaves out what is not public. */
function publicOnly() {
  return {
    name: 'public-only',
    packageLinkPhase({customElementsManifest}) {
      const {modules} = customElementsManifest;
      for (const module of modules) {
        module.declarations = module.declarations.filter(isPublic);
        const names = new Set(module.declarations.map(({name}) => name));
        module.exports = module.exports.filter(({declaration}) => names.has(declaration.name));
        module.declarations.forEach(keepPublicMembers);
      }
      customElementsManifest.modules = modules.filter(({declarations}) => declarations.length);
    },
  };
}

/** Elements, what they inherit, and events; not the functions they share. */
function isPublic({kind, name, tagName}) {
  return kind === 'class' && (tagName || /^Voice\w+Event$|^(AssistantSettings|VoicePart)$/.test(name));
}

function keepPublicMembers(declaration) {
  declaration.members = declaration.members?.filter(
    ({kind, type, privacy, name, description = ''}) =>
      privacy !== 'private' &&
      privacy !== 'protected' &&
      !name.startsWith('#') &&
      !description.includes('@internal') &&
      (kind !== 'field' || type), // A name in `static properties` whose field is internal.
  );
  const fields = new Set(declaration.members?.map(({name}) => name));
  declaration.attributes = declaration.attributes?.filter(({fieldName, description}) =>
    fieldName ? fields.has(fieldName) : description,
  );
  declaration.events = declaration.events?.filter(({name}) => name?.startsWith('voice-'));
}

function publishedPaths() {
  const published = path => path.replace(/^src\/(entries\/)?/, 'dist/').replace(/\.ts$/, '.js');
  const rewrite = value => {
    if (Array.isArray(value)) value.forEach(rewrite);
    else if (value && typeof value === 'object') {
      for (const key of ['path', 'module'])
        if (typeof value[key] === 'string') value[key] = published(value[key]);
      Object.values(value).forEach(rewrite);
    }
  };
  return {
    name: 'published-paths',
    packageLinkPhase: ({customElementsManifest}) => rewrite(customElementsManifest),
  };
}

/** Files are found in whatever order the disk has them; the manifest must not change with it. */
function steadyOrder() {
  return {
    name: 'steady-order',
    packageLinkPhase({customElementsManifest}) {
      customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
  };
}
