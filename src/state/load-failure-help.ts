/* Apart from the other sentences for developers, because an idle page needs it. */
import {loadFailureHelp, policyFailureHelp} from '../localize/en/launcher.js';

/** What a developer has to do where a file of the widget does not load. */
export function helpWithLoading(cause: unknown): string {
  return /createPolicy|creating policy/.test(String(cause)) ? policyFailureHelp : loadFailureHelp;
}
