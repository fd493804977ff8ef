/*
 * npm run lint:words                     words that are not used here (CONTRIBUTING.md)
 * npm run lint:commits -- <range>        the first lines of commits, of the last ten where no range is given
 */
import {lintCommits} from './commits.js';
import {lintWords} from './words.js';

const [what, range = 'HEAD~10..HEAD'] = process.argv.slice(2);
const complaints = what === 'commits' ? lintCommits(range) : lintWords();
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length ? 1 : 0;
