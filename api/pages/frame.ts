import type { Request, Response } from 'express';
import type { EngineHealth } from '../../prisma/repositories/engine-status';
import { countAlarms } from '../../prisma/repositories/operations';
import { workCounts } from '../../prisma/repositories/task-queries';
import { mayOperate } from '../auth/permissions';
import type { SignedIn } from '../auth/signed-in';
import { csrfTokenOf } from '../auth/session';
import type { AppDeps } from '../deps';
import { type EngineNotice, engineNotice } from './engine-notice';
import type { Assets } from './assets';

/** What the layout around every page needs. */
export interface Frame {
  title: string;
  assets: Assets;
  nonce: string;
  csrfToken: string;
  /** Shown once: what the last act did and what is next. */
  flash: string[];
  user: { name: string; bodyName: string; postTitle: string; posts: { postId: string; label: string; current: boolean }[] } | null;
  nav: { href: string; label: string; count: string; current: boolean }[];
  search: string;
  reminders: number;
  /** While reminders are held; null while they are not. */
  notice: EngineNotice | null;
}

const isUnder = (path: string, href: string): boolean => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`));

/** Posting to the collection is what the registration form does; its faults are shown under that entry. */
const placeOf = (request: Request): string => (request.method === 'POST' && request.path === '/cases' ? '/cases/new' : request.path);

const countOf = (number: number): string => (number > 0 ? String(number) : '');

/** @param alarms null for posts that do not see to the machine */
function navOf(path: string, open: number, alarms: number | null, demonstration: boolean): Frame['nav'] {
  const links = [
    { href: '/', label: '工作台', count: countOf(open) },
    { href: '/cases', label: '督办台账', count: '' },
    { href: '/cases/new', label: '事故登记', count: '' },
    { href: '/packs', label: '规则包', count: '' },
    { href: '/rule-changes', label: '规则变更', count: '' },
    ...(alarms === null ? [] : [{ href: '/operations', label: '运行状况', count: countOf(alarms) }]),
    ...(demonstration ? [{ href: '/design', label: '页面组件', count: '' }] : []),
  ];
  const longest = links.filter((link) => isUnder(path, link.href)).sort((a, b) => b.href.length - a.href.length)[0];
  return links.map((link) => ({ ...link, current: link === longest }));
}

function takeFlash(request: Request): string[] {
  const lines = request.session.flash ?? [];
  if (lines.length > 0) delete request.session.flash;
  return lines;
}

/** @param user null on pages that need no sign-in. */
export async function frameOf(context: {
  deps: AppDeps; request: Request; response: Response; user: SignedIn | null; title: string; assets: Assets; demonstration: boolean;
  engineHealth(): Promise<EngineHealth | null>;
}): Promise<Frame> {
  const { deps, request, response, user, title, assets, demonstration } = context;
  const { database } = deps;
  const [counts, alarms, health] = await Promise.all([
    user && workCounts(database, user.body.id), user && mayOperate(user) ? countAlarms(database, user.viewer) : null, context.engineHealth(),
  ]);
  const text = request.query.text;
  return {
    title, assets, nonce: response.locals.nonce, csrfToken: csrfTokenOf(request), flash: takeFlash(request),
    user: user === null ? null : {
      name: user.actor.name, bodyName: user.body.name, postTitle: user.postTitle,
      posts: user.posts.map((post) => ({ postId: post.postId, label: `${post.body.name} ${post.postTitle}`, current: post.postId === user.actor.postId })),
    },
    nav: user === null ? [] : navOf(placeOf(request), counts?.open ?? 0, alarms, demonstration),
    search: typeof text === 'string' ? text : '', reminders: counts?.reminders ?? 0,
    notice: engineNotice(health, deps.now()),
  };
}

/** For error pages when the record itself cannot be read. */
export const bareFrame = (response: Response, title: string, assets: Assets): Frame => ({
  title, assets, nonce: response.locals.nonce, csrfToken: '', flash: [], user: null, nav: [], search: '', reminders: 0, notice: null,
});
