import {Validator} from '@cfworker/json-schema';

/** The first complaints say enough. */
const maxReportedErrors = 4;

/** What does not fit the schema, in words for the assistant; empty when everything does. */
export function validationErrors(args: unknown, schema: object): string {
  const {valid, errors} = new Validator(schema, '2020-12', false).validate(args);
  if (valid) return '';
  // The last ones are the cause of those before them.
  const causes = errors.filter(({keyword}) => keyword !== 'properties' && keyword !== 'items');
  return (causes.length ? causes : errors)
    .slice(0, maxReportedErrors)
    .map(
      ({instanceLocation, error}) => `${instanceLocation.replace(/^#\/?/, '') || 'The arguments'}: ${error}`,
    )
    .join(' ');
}
