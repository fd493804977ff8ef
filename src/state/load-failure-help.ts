/* Apart from the other sentences for developers, because an idle page needs it. */
import {loadFailureHelp, policyFailureHelp} from '../localize/en/launcher.js';

/** What a developer has to do where a file of the widget does not load. */
export function helpWithLoading(cause: unknown): string {
  // As every browser words it; addresses of files hold no spaces.
  return / policy /i.test(String(cause)) ? policyFailureHelp : loadFailureHelp;
}
