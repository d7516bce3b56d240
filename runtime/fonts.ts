import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Fonts reach the browser through fontconfig, not through the page: a 15 MB file handed over as a web font costs a
 * second per document and needs file access. Only these fonts exist for the browser, so a document looks the same
 * everywhere.
 */

/** Weights the documents use; folders of the packages hold one `.ttf` each. */
export const PACKAGED_FONTS: readonly { package: string; weights: readonly string[] }[] = [
  { package: '@expo-google-fonts/noto-serif-sc', weights: ['400Regular', '900Black'] },
  { package: '@expo-google-fonts/noto-sans-sc', weights: ['400Regular', '700Bold'] },
];

/** Where distributions put the free 仿宋; only this one file is taken, the folder holds a dozen others. */
const FANDOL = '/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf';

export interface FontOptions {
  cacheFolder: string;
  /** The customer's own fonts (仿宋_GB2312, 方正小标宋 …), if there are any. */
  fontFolder?: string | undefined;
}

export interface FontSetup {
  /** Value of FONTCONFIG_FILE for the browser. */
  configFile: string;
  folders: string[];
  /** What was asked for but is not there, one Chinese sentence each. */
  problems: string[];
}

const packageFolder = (name: string): string | null => {
  try {
    return path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
};

function packagedFolders(problems: string[]): string[] {
  return PACKAGED_FONTS.flatMap(({ package: name, weights }) => {
    const root = packageFolder(name);
    if (!root) problems.push(`缺少字体包 ${name}：请重新安装依赖（npm ci）。`);
    return root ? weights.map((weight) => path.join(root, weight)) : [];
  });
}

const isFolder = (folder: string): boolean => existsSync(folder) && statSync(folder).isDirectory();

/**
 * Writes a fontconfig file for exactly the fonts at hand and returns it. The file is named after its content and put in
 * place by renaming, so that several processes and versions can share the cache. Never fails for a missing font: the
 * document is then set in another face and says so.
 * @throws Error when the cache folder cannot be written.
 */
export function prepareFonts({ cacheFolder, fontFolder }: FontOptions): FontSetup {
  const problems: string[] = [];
  if (fontFolder !== undefined && !isFolder(fontFolder)) problems.push(`字体目录 ${fontFolder} 不存在或不是目录。`);
  const folders = [
    ...(fontFolder !== undefined && isFolder(fontFolder) ? [path.resolve(fontFolder)] : []),
    ...(isFolder(path.join(cacheFolder, 'fonts')) ? [path.join(cacheFolder, 'fonts')] : []),
    ...packagedFolders(problems),
  ];
  const fandol = existsSync(FANDOL) ? FANDOL : null;
  const key = createHash('sha256').update(JSON.stringify([folders, fandol, CONFIG_VERSION])).digest('hex').slice(0, 12);
  const home = path.join(cacheFolder, `fontconfig-${key}`);
  const configFile = path.join(home, 'fonts.conf');
  if (!existsSync(configFile)) install(home, folders, fandol);
  return { configFile, folders: [...folders, ...(fandol ? [path.join(home, 'linked')] : [])], problems };
}

function install(home: string, folders: readonly string[], fandol: string | null): void {
  const own = `${home}.${randomUUID()}`;
  mkdirSync(path.join(own, 'linked'), { recursive: true, mode: 0o700 });
  if (fandol) symlinkSync(fandol, path.join(own, 'linked', path.basename(fandol)));
  writeFileSync(path.join(own, 'fonts.conf'), configText([...folders, path.join(home, 'linked')], path.join(home, 'cache')));
  try {
    renameSync(own, home);
  } catch (error) {
    if (!existsSync(path.join(home, 'fonts.conf'))) throw error; // somebody else was faster
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Raised whenever `configText` changes, so that old files are left behind. */
const CONFIG_VERSION = 1;

const xml = (text: string): string => text.replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
const alias = (family: string, prefer: string): string =>
  `<alias><family>${family}</family><prefer><family>${prefer}</family></prefer></alias>`;

const configText = (folders: readonly string[], cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `<dir>${xml(folder)}</dir>`).join('\n')}
<cachedir>${xml(cache)}</cachedir>
${alias('serif', 'Noto Serif SC')}
${alias('sans-serif', 'Noto Sans SC')}
${alias('system-ui', 'Noto Sans SC')}
${alias('monospace', 'Noto Sans SC')}
</fontconfig>
`;

/** Files the browser can choose from, for `doctor`. */
export const listFontFiles = (setup: FontSetup): string[] =>
  setup.folders.flatMap((folder) => readdirSync(folder).filter((name) => /\.(ttf|otf|ttc)$/i.test(name)));
