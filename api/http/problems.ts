import { isRefusalCode, REFUSALS } from '../../domain/kernel/refusals';
import type { RefusalInfo } from '../deps';

/** Problems as RFC 9457 has them. Refusals of the domain come from their own catalogue; these are the edge's own. */

export interface FieldProblem {
  /** JSON pointer into the body (RFC 6901). */
  pointer: string;
  /** Name of the form control, for the link in the error summary. */
  field: string;
  code: string;
  message: string;
}

interface ProblemRow { status: number; title: string; detail: string }

export const PROBLEMS = {
  'not-signed-in': { status: 401, title: '尚未登录', detail: '请先登录，再重复刚才的操作。' },
  'csrf-failed': { status: 403, title: '页面已过期', detail: '这个页面打开得太久，或不是从本系统提交的。请返回上一页，刷新后重新提交；已填写的内容不会提交两次。' },
  'not-allowed': { status: 403, title: '无权办理', detail: '您所在的机关无权办理这一步。请切换岗位，或由有权的机关办理。' },
  'not-found': { status: 404, title: '没有这个页面', detail: '地址不存在，或您的机关无权查看。请从工作台或台账重新进入。' },
  'case-not-found': { status: 404, title: '没有这起案件', detail: '没有这起案件，或您的机关无权查看。请从督办台账重新查找。' },
  'clock-not-found': { status: 404, title: '没有这个时限', detail: '这起案件现在没有这个时限：它可能因等级或事实变化而不再适用。' },
  'pdf-unavailable': { status: 503, title: '现在不能生成 PDF', detail: '本机没有可用的浏览器，不能生成 PDF。依据页面可以直接打印，内容相同。' },
  'pack-not-found': { status: 404, title: '没有这个规则包', detail: '没有这个名称的规则包。请从规则包一览重新选择。' },
  'document-not-found': { status: 404, title: '没有这份公文', detail: '这份公文不存在，或还没有生成。请从案件的公文列表进入。' },
  'unknown-command': { status: 404, title: '没有这个办理事项', detail: '没有这个名称的办理事项。' },
  'invalid-input': { status: 422, title: '填写的内容不符合要求', detail: '请按下面的提示改正后重新提交，已填写的内容仍然保留。' },
  'invalid-json': { status: 400, title: '请求内容无法读取', detail: '请求体不是有效的 JSON。' },
  'invalid-form': { status: 400, title: '表单无法读取', detail: '提交的表单不完整。请返回上一页重新提交。' },
  'unsupported-media-type': { status: 415, title: '不支持的内容类型', detail: '请以 application/json 提交。' },
  'too-large': { status: 413, title: '提交的内容过大', detail: '请缩短内容后重新提交。' },
  'idempotency-key-missing': { status: 400, title: '缺少幂等键', detail: '每个命令都要带 Idempotency-Key 请求头（8 至 100 个字母、数字、点、横线或下划线），重复提交才不会办理两次。' },
  'law-missing': { status: 503, title: '缺少本案所用的规则', detail: '不能计算时限；案卷本身没有改变。请换回登记时的程序版本，或由管理员补回那个版本的规则包文件。' },
  'service-unavailable': { status: 503, title: '没有启用这项办理', detail: '这个程序没有启用这项办理，请告诉系统管理员。' },
  'record-unavailable': { status: 503, title: '案卷库没有应答', detail: '没有办理：案卷库没有应答，这次提交没有走到办理这一步。请稍候再次提交。' },
  'record-unreadable': { status: 503, title: '案卷库没有应答', detail: '案卷库没有应答，这个页面暂时打不开。已经办理的事项不受影响，请稍候再试。' },
  'outcome-unknown': { status: 503, title: '结果未定', detail: '结果未定：可能已经办理，也可能没有。再次提交不会办理两次。' },
  'internal-error': { status: 500, title: '系统出错', detail: '系统没有完成这次操作，错误已经记录。请稍后再试；仍然出错时，把下面的编号告诉系统管理员。' },
} as const satisfies Record<string, ProblemRow>;
export type ProblemCode = keyof typeof PROBLEMS;

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Id of the request, for finding it in the log. */
  instance?: string;
  errors?: FieldProblem[];
  rule?: string;
  /** Acts that are possible now, so that a client can go on. */
  allowedActions?: string[];
}

/** Thrown by handlers; turned into problem+json or an error page in exactly one place. */
export class ProblemError extends Error {
  constructor(readonly code: string, readonly problem: Problem) {
    super(`${code}: ${problem.detail}`);
  }
}

export function problem(code: ProblemCode, extra: Partial<Problem> = {}): ProblemError {
  const { status, title, detail } = PROBLEMS[code];
  return new ProblemError(code, { type: `/problems/${code}`, title, status, detail, ...extra });
}

const slug = (code: string): string => code.toLowerCase().replaceAll('_', '-');

/** A refusal of the decider as a problem: its own status, what is missing, and what is possible instead. */
export function refusalProblem(refusal: RefusalInfo): ProblemError {
  const status = isRefusalCode(refusal.code) ? REFUSALS[refusal.code].status : 409;
  const { field, rule } = refusal;
  return new ProblemError(refusal.code, {
    type: `/problems/${slug(refusal.code)}`, title: '现在不能办理', status, detail: refusal.text,
    ...(rule === undefined ? {} : { rule }),
    ...(field === undefined ? {} : {
      errors: [{ pointer: `/${field.replaceAll('.', '/')}`, field, code: slug(refusal.code), message: refusal.text }],
    }),
    allowedActions: refusal.possible,
  });
}
