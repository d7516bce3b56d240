import { z } from 'zod';
import { ACT_NAMES, type ActName, type Field, actRow } from '../kinds/accident-case/acts';
import { DETERMINED_ANSWERS, type DeterminedAnswer, PRODUCTION_ACCIDENT } from '../kinds/accident-case/determinations';
import { MAX_EXTENSION_DAYS, dateSchema, instantSchema, linesSchema, proseSchema, textSchema, yuanSchema } from './schema';

/** Strict shapes of the single acts, made from the table of acts: other acts' fields are refused. */

function fieldSchema(field: Field): z.ZodType {
  switch (field.type) {
    case 'choice': return z.enum(Object.keys(field.options));
    case 'text': return field.name === 'ground' ? linesSchema : textSchema;
    case 'prose': return proseSchema;
    case 'date': return dateSchema;
    case 'count': return z.number().int().min(1).max(MAX_EXTENSION_DAYS);
    case 'yuan': return yuanSchema;
    case 'instant': return instantSchema;
  }
}

function actSchema(name: ActName) {
  const fields = actRow(name).fields.map((field) => {
    const schema = fieldSchema(field);
    return [field.name, field.required ? schema : schema.optional()] as const;
  });
  return z.strictObject({ at: instantSchema, do: z.literal(name), ...Object.fromEntries(fields) });
}

const SCHEMAS = Object.fromEntries(ACT_NAMES.map((name) => [name, actSchema(name)])) as Record<ActName, ReturnType<typeof actSchema>>;

/** Case file v1 §2 knows two matters; what else can be determined stands in a file of trigger facts. */
export const determineSchema = z.strictObject({
  at: instantSchema, do: z.literal('determine'), about: z.enum(['liability', PRODUCTION_ACCIDENT]),
  answer: z.enum(Object.keys(DETERMINED_ANSWERS) as [DeterminedAnswer, ...DeterminedAnswer[]]), ground: linesSchema,
});

export const actSchemaOf = (name: ActName) => SCHEMAS[name];
