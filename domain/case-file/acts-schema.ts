import { z } from 'zod';
import { ACT_NAMES, type ActName, type Field, actRow } from '../kinds/accident-case/acts';
import { dateSchema, instantSchema, proseSchema, textSchema, yuanSchema } from './schema';

/** Strict shapes of the single acts, made from the table of acts: other acts' fields are refused. */

const MAX_EXTENSION_DAYS = 3_650;

function fieldSchema(field: Field): z.ZodType {
  switch (field.type) {
    case 'choice': return z.enum(Object.keys(field.options));
    case 'text': return textSchema;
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

export const actSchemaOf = (name: ActName) => SCHEMAS[name];
