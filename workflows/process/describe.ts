import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import { STAGE_TITLES } from '../../domain/kinds/accident-case/stages';
import { SEARCH_ATTRIBUTES } from '../../domain/kernel/search-attributes';
import type { ProcessSnapshot } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import { dateOf } from '../../domain/time/instant';

/** What operators see of a process in the engine's own pages: what it waits for, whose turn it is, until when. */

const STAGE = defineSearchAttributeKey('Stage', SEARCH_ATTRIBUTES.Stage);
const BALL = defineSearchAttributeKey('Ball', SEARCH_ATTRIBUTES.Ball);
const NEXT_DUE = defineSearchAttributeKey('NextDue', SEARCH_ATTRIBUTES.NextDue);

export interface Shown {
  stage: string;
  snapshot: ProcessSnapshot;
  /** Record time minus workflow time. */
  shiftMs: number;
}

const titleOf = (stage: string): string => (STAGE_TITLES as Readonly<Record<string, string>>)[stage] ?? stage;

/** “等：提交调查报告 · 市级应急管理部门 · 2024-04-30止 · 下次提醒 04-23”. */
export function detailsOf({ stage, snapshot: { waitsFor, nextWakeAt } }: Shown): string {
  const waits = waitsFor ? [`等：${waitsFor.title}`, waitsFor.body, ...(waitsFor.until === null ? [] : [`${dateOf(waitsFor.until - 1)}止`])] : [`等：${titleOf(stage)}`];
  return [...waits, ...(nextWakeAt === null ? [] : [`下次提醒 ${dateOf(nextWakeAt).slice(5)}`])].join(' · ');
}

/** Why the timer runs, beside it in the history. */
export const timerSummary = (nextWakeAt: Instant): string => `下次提醒 ${dateOf(nextWakeAt)}`;

/** Tells only what changed: every change of an attribute stands in the history. */
export function createShow(): (shown: Shown) => void {
  let before = '';
  return (shown) => {
    setCurrentDetails(detailsOf(shown));
    const { stage, snapshot: { waitsFor }, shiftMs } = shown;
    const due = waitsFor?.until ?? null;
    const now = JSON.stringify([stage, waitsFor?.body, due]);
    if (now === before) return;
    before = now;
    upsertSearchAttributes([
      { key: STAGE, value: stage }, { key: BALL, value: waitsFor?.body ?? null },
      { key: NEXT_DUE, value: due === null ? null : new Date(due - shiftMs) },
    ]);
  };
}
