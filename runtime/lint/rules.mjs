// Rules of this house that no package has.

import { builtinModules } from 'node:module';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const BUILTINS = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/**
 * Who may import whom, by top folder. `types` may be imported as types only. `packages` limits npm: a list of exact
 * names, or undefined for any. Folders not listed may import anything.
 */
const DIRECTIONS = {
  domain: { folders: ['domain'], packages: [], builtins: false },
  rules: { folders: ['domain', 'rules'] },
  workflows: {
    folders: ['domain', 'workflows'], types: ['activities', 'rules', 'api'],
    packages: ['@temporalio/workflow', '@temporalio/common'], builtins: false,
  },
  prisma: { folders: ['domain', 'rules', 'prisma'], types: ['activities'] },
  templates: { folders: ['domain', 'rules', 'templates'] },
  activities: { folders: ['domain', 'rules', 'prisma', 'templates', 'activities'], types: ['workflows'] },
  api: { folders: ['domain', 'rules', 'prisma', 'templates', 'activities', 'api'], types: ['workflows'] },
  runtime: { folders: ['domain', 'rules', 'prisma', 'templates', 'activities', 'api', 'runtime'], types: ['workflows'] },
};
/** The folders of domain/ from the ground up: each may import what stands before it, so that there is no circle between them. */
const DOMAIN = [
  'base', 'vocabulary', 'organisation', 'time', 'rule-pack', 'trigger', 'kernel', 'kinds', 'case-file', 'rule-change', 'pack-reading', 'documents',
  'what-if',
];
/** Definitions of messages carry no workflow code and are what clients call workflows by. */
const MESSAGES = /^workflows\/(?:.*\/)?messages(?:\.ts)?$/;
const SCHEMA_FILE = /(?:^|\/|-)schema\.ts$/;

const inside = (file) => path.relative(ROOT, file).split(path.sep).join('/');
const topOf = (file) => inside(file).split('/', 1)[0];

function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type' || each.exportKind === 'type');
}

const upward = (from, to) => {
  if (!DOMAIN.includes(from)) return `domain/${from} has no place in the order of the folders of domain/`;
  return DOMAIN.indexOf(to) <= DOMAIN.indexOf(from) ? undefined : `domain/${from} may not import from domain/${to}, which stands above it`;
};

/** @returns {string | undefined} what is wrong with this import */
function faultOf(filename, source, typeOnly) {
  const file = inside(filename);
  const rule = DIRECTIONS[topOf(filename)];
  if (source.startsWith('.')) {
    const target = inside(path.resolve(path.dirname(filename), source));
    if (/^prisma\/generated(\/|$)/.test(target) && !file.startsWith('prisma/repositories/')) {
      return 'only prisma/repositories may use the generated client';
    }
    const folder = target.split('/', 1)[0];
    if (folder === 'domain' && file.startsWith('domain/')) return upward(file.split('/')[1], target.split('/')[1]);
    if (rule === undefined || rule.folders.includes(folder) || MESSAGES.test(target)) return undefined;
    if (rule.types?.includes(folder)) return typeOnly ? undefined : `${topOf(filename)}/ may import types only from ${folder}/`;
    return `${topOf(filename)}/ may not import from ${folder}/`;
  }
  if (rule === undefined || typeOnly) return undefined;
  if (BUILTINS.has(source)) return rule.builtins === false ? `${topOf(filename)}/ may not use Node built-ins` : undefined;
  if (rule.packages === undefined || rule.packages.includes(source)) return undefined;
  if (source === 'zod' && topOf(filename) === 'domain' && SCHEMA_FILE.test(file)) return undefined;
  return `${topOf(filename)}/ may not use the package ${source}`;
}

const importDirection = {
  meta: { type: 'problem', schema: [], messages: { fault: '{{fault}}' } },
  create(context) {
    const check = (node, source, typeOnly) => {
      if (typeof source !== 'string') return;
      const fault = faultOf(context.filename, source, typeOnly);
      if (fault !== undefined) context.report({ node, messageId: 'fault', data: { fault } });
    };
    const declaration = (node) => check(node, node.source?.value, isTypeOnly(node));
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (node) => check(node, node.source.value, false),
      TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value, true),
      CallExpression(node) {
        if (node.callee.name === 'require') check(node, node.arguments[0]?.value, false);
      },
    };
  },
};

/** Temporal rejects an update validator that returns a promise, but only when the first update arrives. */
const syncValidators = {
  meta: { type: 'problem', schema: [], messages: { async: 'update validators must be synchronous' } },
  create(context) {
    return {
      'CallExpression[callee.name="setHandler"] Property[key.name="validator"]': ({ value }) => {
        if (value.async === true) context.report({ node: value, messageId: 'async' });
        if (value.type !== 'Identifier') return;
        const variable = context.sourceCode.getScope(value).references.find(({ identifier }) => identifier === value)?.resolved;
        const definition = variable?.defs[0]?.node;
        if (definition?.async === true || definition?.init?.async === true) context.report({ node: value, messageId: 'async' });
      },
    };
  },
};

export default { rules: { 'import-direction': importDirection, 'sync-validators': syncValidators } };
