/* Before `npm publish`: package.json must name the repository that it comes from. The sources do not know where they lie. */
import {readFileSync} from 'node:fs';

const manifest = readFileSync('package.json', 'utf8');
if (manifest.includes('//git.example/')) {
  console.error(
    'package.json names no real repository: set repository, homepage and bugs, as .github/workflows/release.yml does.',
  );
  process.exitCode = 1;
}
