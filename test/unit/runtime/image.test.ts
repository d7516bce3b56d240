import fs from 'node:fs';
import path from 'node:path';

/** The Dockerfile, held for what we rely on: there is no Docker on every machine. What the image runs, test/api/production tries. */

const ROOT = path.join(__dirname, '../../..');
const text = fs.readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');

interface Stage { name: string; base: string; lines: string[] }

/** Instructions by stage; comments go, continued lines are joined. */
const stages = text.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '').split('\n').filter((line) => line !== '')
  .reduce<Stage[]>((all, line) => {
    const [, base = '', name = 'final'] = /^FROM (\S+)(?: AS (\S+))?/.exec(line) ?? [];
    return base === '' ? [...all.slice(0, -1), { ...all.at(-1)!, lines: [...all.at(-1)!.lines, line] }] : [...all, { name, base, lines: [] }];
  }, []);
const linesOf = (name: string): string[] => stages.find((stage) => stage.name === name)?.lines ?? [];
const final = linesOf('final');
const words = (line: string | undefined): string[] => JSON.parse(line?.slice(line.indexOf('[')) ?? '[]') as string[];

test('every stage has Node 24', () => {
  expect(stages.map(({ name, base }) => [name, base])).toEqual([['build', 'node:24-slim'], ['packages', 'node:24-slim'], ['final', 'node:24-slim']]);
});

test('the last stage takes the compiled program and production packages, and no tree of sources', () => {
  expect(final.filter((line) => line.startsWith('COPY'))).toEqual([
    'COPY --from=packages /app/node_modules ./node_modules', 'COPY --from=build /app/dist ./dist', 'COPY package.json LICENSE ./',
  ]);
  expect(linesOf('packages').join('\n')).toMatch(/npm ci --omit=dev --omit=optional --ignore-scripts/);
  expect(linesOf('build').at(-1)).toBe('RUN npm run build');
});

test('it runs without npm or a transpiler, not as root, and what it runs is compiled from a file that is there', () => {
  expect(final.join('\n')).not.toMatch(/\b(npm|npx|tsx)\b/);
  const [node, program = ''] = words(final.find((line) => line.startsWith('ENTRYPOINT')));
  expect(node).toBe('node');
  for (const file of [program, /dist\/\S+/.exec(final.find((line) => line.includes('ln -s')) ?? '')?.[0] ?? '']) {
    expect(file).toMatch(/^dist\/.+\.js$/);
    expect(fs.existsSync(path.join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
  }
  expect(final.indexOf('USER node')).toBeGreaterThan(final.findIndex((line) => line.startsWith('RUN mkdir')));
  expect(final.filter((line) => line.startsWith('USER'))).toEqual(['USER node']);
});

test('what it builds from is not kept out of the build, and what is compiled on the machine does not slip in', () => {
  const ignored = fs.readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const { include } = JSON.parse(fs.readFileSync(path.join(ROOT, 'tsconfig.build.json'), 'utf8')) as { include: string[] };
  expect(include.length).toBeGreaterThan(0);
  expect([...include, 'public', 'examples'].filter((folder) => ignored.includes(folder))).toEqual([]);
  expect(ignored).toEqual(expect.arrayContaining(['dist', 'node_modules', 'prisma/generated']));
});
