import {Validator} from '@cfworker/json-schema';

/** What does not fit the schema, in words for the assistant; empty when everything does. */
export function validationErrors(args: unknown, schema: object): readonly string[] {
  const {valid, errors} = new Validator(schema, '2020-12', false).validate(args);
  if (valid) return [];
  // The last ones are the cause of those before them.
  const causes = errors.filter(({keyword}) => keyword !== 'properties' && keyword !== 'items');
  return (causes.length ? causes : errors).map(
    ({instanceLocation, error}) => `${instanceLocation.replace(/^#\/?/, '') || 'The arguments'}: ${error}`,
  );
}
