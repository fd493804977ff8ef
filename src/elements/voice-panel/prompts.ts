/* What is asked of the person now and then: one file to load, since each more would cost the idle page its name. */
export {askApproval} from './approval.js';
export {askConsent, whenAgreed} from './consent.js';
export {writeIn} from './write-in.js';
export {askRating} from './rating.js';
