import { z } from 'zod';

/**
 * How stored JSON is described: one schema a shape, complete by its type. A field that the type has and the schema lacks
 * does not compile, and a field that neither knows is refused when it is read: nothing is ever dropped on the way.
 */

export const textShape = z.string();
export const texts = z.array(textShape);
/** Milliseconds, like `Instant`. */
export const instantShape = z.number();

/** A field that may be absent. */
export interface Maybe<T> { readonly maybe: z.ZodType<T> }
export const maybe = <T>(shape: z.ZodType<T>): Maybe<T> => ({ maybe: shape });

type Field<T, K extends keyof T> = object extends Pick<T, K> ? Maybe<Exclude<T[K], undefined>> : z.ZodType<T[K]>;
/** A schema for every field of `T`. */
type Fields<T> = { readonly [K in keyof T]-?: Field<T, K> };

function strict(fields: object): z.ZodObject {
  const entries = Object.entries(fields as Record<string, z.ZodType | Maybe<unknown>>);
  return z.strictObject(Object.fromEntries(entries.map(([key, field]) =>
    [key, field instanceof z.ZodType ? field : field.maybe.optional()])));
}

export const shapeOf = <T>(fields: Fields<T>): z.ZodType<T> => strict(fields) as z.ZodType as z.ZodType<T>;

/** Fields of every variant of a union, by the word that tells them apart. */
type Variants<T extends Record<K, string>, K extends string> =
  { readonly [V in T[K]]: Fields<Omit<Extract<T, Record<K, V>>, K>> };

/** One schema a variant of the union, by its word. */
export function variantShapes<T extends Record<K, string>, K extends string>(
  key: K, variants: Variants<T, K>,
): { readonly [V in T[K]]: z.ZodType<Extract<T, Record<K, V>>> } {
  const entries = Object.entries(variants as Record<string, object>);
  return Object.fromEntries(entries.map(([word, fields]) => [word, strict({ [key]: z.literal(word), ...fields })])) as never;
}

export function unionOf<T extends Record<K, string>, K extends string>(key: K, variants: Variants<T, K>): z.ZodType<T> {
  const options = Object.values(variantShapes<T, K>(key, variants)) as unknown as [z.ZodObject, ...z.ZodObject[]];
  return z.discriminatedUnion(key, options) as z.ZodType as z.ZodType<T>;
}

/** The words of a table, as a schema. */
export const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): z.ZodType<K> =>
  z.enum(Object.keys(table) as [K, ...K[]]) as z.ZodType as z.ZodType<K>;

/** What stands in the record cannot be read by this program: a newer one wrote it, or somebody changed it. */
export class StoredShapeError extends Error {
  override name = 'StoredShapeError';
}

const { localeError } = z.locales.zhCN();

/** `facts.acts[3].do`. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i ? '.' : ''}${String(step)}`)).join('') || '全部';

/** @throws StoredShapeError that names `where` and the field */
export function readAs<T>(shape: z.ZodType<T>, json: unknown, where: string): T {
  const result = shape.safeParse(json, { error: localeError });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new StoredShapeError(`${where}不合格式：${pathText(issue?.path ?? [])}：${issue?.message ?? ''}`);
}
