import {execFileSync} from 'node:child_process';

const maxLength = 72;
const subject = /^(feat|fix|docs|test|refactor|perf|build|ci|style|chore|revert)(\([\w, -]+\))?!?: \S.*[^.]$/;

/** What is wrong with the first line of a commit, or null. */
export function complaintAbout(line: string): string | null {
  if (line.startsWith('Merge ')) return null;
  if (line.length > maxLength) return `longer than ${maxLength} characters`;
  return subject.test(line) ? null : 'not `type(scope): imperative summary`';
}

/** Complaints about the commits of a range, such as `origin/main..HEAD`. */
export function lintCommits(range: string): string[] {
  return execFileSync('git', ['log', '--format=%s', range], {encoding: 'utf8'})
    .split('\n')
    .filter(Boolean)
    .flatMap(line => {
      const complaint = complaintAbout(line);
      return complaint ? [`${line}: ${complaint}`] : [];
    });
}
