import { z } from 'zod';

/** Which fields of the shapes have ever been seen in a sample: a round trip says nothing of a field that no sample has. */
export interface ShapeCoverage {
  see(shape: z.ZodType, sample: unknown): void;
  /** Fields below `shape` that no sample had, each with its path. */
  unseen(shape: z.ZodType, name: string): string[];
}

const inner = (shape: z.ZodType): z.ZodType | null =>
  (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable ? shape.unwrap() as z.ZodType : null);

const variants = (shape: z.ZodDiscriminatedUnion): z.ZodObject[] => shape.options as unknown as z.ZodObject[];

export function shapeCoverage(): ShapeCoverage {
  const seen = new Map<z.ZodType, Set<string>>();

  function see(shape: z.ZodType, sample: unknown): void {
    if (sample === null || sample === undefined) return;
    const wrapped = inner(shape);
    if (wrapped) return see(wrapped, sample);
    if (shape instanceof z.ZodArray) for (const item of sample as unknown[]) see(shape.element as z.ZodType, item);
    if (shape instanceof z.ZodDiscriminatedUnion) {
      const fitting = variants(shape).find((variant) => variant.safeParse(sample).success);
      if (fitting) see(fitting, sample);
    }
    if (!(shape instanceof z.ZodObject)) return;
    const keys = seen.get(shape) ?? new Set<string>();
    seen.set(shape, keys);
    for (const [key, value] of Object.entries(sample)) {
      if (value !== null && value !== undefined) keys.add(key);
      see(shape.shape[key] as z.ZodType, value);
    }
  }

  function unseen(shape: z.ZodType, name: string): string[] {
    const wrapped = inner(shape);
    if (wrapped) return unseen(wrapped, name);
    if (shape instanceof z.ZodArray) return unseen(shape.element as z.ZodType, `${name}[]`);
    if (shape instanceof z.ZodDiscriminatedUnion) {
      const key = shape.def.discriminator;
      return variants(shape).flatMap((variant) => unseen(variant, `${name}<${String((variant.shape[key] as z.ZodLiteral).value)}>`));
    }
    if (!(shape instanceof z.ZodObject)) return [];
    return Object.entries(shape.shape).flatMap(([key, field]) =>
      (seen.get(shape)?.has(key) ? unseen(field as z.ZodType, `${name}.${key}`) : [`${name}.${key}`]));
  }

  return { see, unseen };
}
