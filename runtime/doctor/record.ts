import { missingTexts, missingWords } from '../../activities/missing-texts';
import { openAlarms } from '../../prisma/repositories/alarms';
import type { Database } from '../../prisma/repositories/database';
import { createDatabase } from '../../prisma/repositories/database';
import { engineHealth } from '../../prisma/repositories/engine-status';
import { backlogOf } from '../../prisma/repositories/outbox';
import { countUnstruck, STRIKING_SECONDS } from '../../prisma/repositories/sweep';
import { loadRules } from '../../rules';
import type { Config } from '../config';
import { runningRecord } from '../embedded-services';
import { UNTOLD_MS } from '../readiness';
import type { Check } from './check';
import { missing, ok, poor } from './check';

/** What the record says of the machine: only where a record can be reached, which is not started for this. */

const SHOWN = 5;

async function checkEngine(db: Database): Promise<Check> {
  const { ready, detail } = await engineHealth(db, Date.now());
  return ready ? ok('engine', '流程引擎', '就绪') : poor('engine', '流程引擎', `未就绪：${detail}`, '办理照常，到期提醒暂停；查看引擎日志，或在“运行状况”查看');
}

async function checkBacklog(db: Database): Promise<Check> {
  const { waiting, oldestMs } = await backlogOf(db);
  const found = waiting === 0 ? '无' : `${waiting} 项，最早的已等 ${Math.round(oldestMs / 1_000)} 秒`;
  return oldestMs < UNTOLD_MS ? ok('outbox', '待传达的办理结果', found) : poor('outbox', '待传达的办理结果', found, '检查 worker 是否在运行、能否连接 Temporal');
}

async function checkAlarms(db: Database): Promise<Check> {
  const alarms = await openAlarms(db, 1_000);
  if (alarms.length === 0) return ok('alarms', '没有完成的系统工作', '无');
  const shown = alarms.slice(0, SHOWN).map(({ matterId, kind, process, reason }) => `${matterId} ${process} ${kind}：${reason}`);
  return poor('alarms', '没有完成的系统工作', [`${alarms.length} 项`, ...shown].join('\n      '), '在“运行状况”查看并重试');
}

async function checkLimits(db: Database): Promise<Check> {
  const late = await countUnstruck(db, STRIKING_SECONDS);
  return late === 0 ? ok('limits', '已过时刻、尚未触发的时限', '无')
    : poor('limits', '已过时刻、尚未触发的时限', `${late} 个`, '引擎就绪后自动补发；引擎就绪而仍有，查看“运行状况”');
}

async function checkTexts(db: Database): Promise<Check> {
  const texts = await missingTexts({ db, rules: loadRules() });
  return texts.length === 0 ? ok('rule-texts', '在办案件所用的规则', '齐全')
    : missing('rule-texts', '在办案件所用的规则', `缺少 ${texts.map(missingWords).join('、')}`, '换回登记时的程序版本启动一次（其规则文本随即存入案卷库），或补回规则包文件');
}

const CHECKS = [checkEngine, checkBacklog, checkAlarms, checkLimits, checkTexts];

export async function checkRecord({ database, dataFolder }: Config): Promise<Check[]> {
  const url = database.mode === 'existing' ? database.url : runningRecord(dataFolder);
  if (url === undefined) return [];
  const db = createDatabase({ url, connections: 2 });
  try {
    const checks: Check[] = [];
    for (const check of CHECKS) checks.push(await check(db));
    return checks;
  } catch {
    // Why it cannot be reached, or what migration it lacks, the check of the database says.
    return [];
  } finally {
    await db.close();
  }
}
