import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {storybookFolder} from './build.js';

/** A page of Storybook. */
export interface StoryEntry {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly type: 'story' | 'docs';
}

/** Everything in the built Storybook. */
export function storyIndex(): readonly StoryEntry[] {
  const index = JSON.parse(readFileSync(join(storybookFolder, 'index.json'), 'utf8')) as {
    entries: Record<string, StoryEntry>;
  };
  return Object.values(index.entries);
}
