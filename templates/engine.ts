import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import Handlebars from 'handlebars';

/** Handlebars, narrowed: strict, escaped, own properties only, partials by file name, a closed list of helpers. */

/** Every helper a page may call. Pure; none decides anything. */
const HELPERS: Readonly<Record<string, Handlebars.HelperDelegate>> = {
  /** `{{#if (eq tab 'clocks')}}` */
  eq: (left: unknown, right: unknown) => left === right,
  /** Top of the n-th line of a small ribbon, in pixels. */
  mini: (index: unknown) => 1 + Number(index) * 6,
  /** For URLs built of a code that may hold `:` or Chinese. */
  uri: (value: unknown) => encodeURIComponent(String(value)),
};

export interface TemplateEngine {
  /** Renders `pages/<…>` or `partials/<…>` by its path without extension. Throws on a missing field or template. */
  render(template: string, model: object): string;
  /** Names of all templates with their source, for the lint test. */
  readonly sources: ReadonlyMap<string, string>;
}

function readTemplates(root: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of ['layouts', 'partials', 'pages']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.hbs')) continue;
      const path = join(entry.parentPath, entry.name);
      found.set(relative(root, path).split(sep).join('/').slice(0, -'.hbs'.length), readFileSync(path, 'utf8'));
    }
  }
  return found;
}

/**
 * Reads and parses every template under `root` at once, so that a broken one stops the start and not a user.
 * Strict mode does not look inside `{{#if}}` and `{{#each}}`; test/unit/pages renders each page against a model that
 * reports what it does not have.
 */
export function createEngine(root: string): TemplateEngine {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(HELPERS);
  const sources = readTemplates(root);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of sources) {
    const template = handlebars.compile(handlebars.parse(source), {
      strict: true, noEscape: false, knownHelpersOnly: false,
      // What somebody typed in several lines would come back indented like the partial it stands in.
      preventIndent: true,
    });
    compiled.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return {
    sources,
    render(template, model) {
      const run = compiled.get(template);
      if (run === undefined) throw new Error(`no template ${template}`);
      return run(model, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
    },
  };
}
