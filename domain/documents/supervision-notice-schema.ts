import { z } from 'zod';

const text = z.string().trim().min(1);

/**
 * Everything that varies in 挂牌督办通知书 version 1, ready to be printed. Its four elements are those of 安委〔2010〕6号
 * 第4条: 事故名称、督办事项、办理期限、督办解除方式和程序. Stored with the document and hashed; extend only by a new version.
 */
export const supervisionNoticeSchema = z.strictObject({
  /** 发文机关标志 and signature: the safety committee that supervises. */
  issuer: text,
  /** Its office, which does the work. */
  office: text,
  docNo: z.string().regex(/〔\d{4}〕(\d+|\u3000)号$/, '发文字号应为 代字〔年份〕序号号'),
  /** The lines of the title as they are broken on paper. */
  titleLines: z.array(text.max(20)).min(1).max(5),
  recipient: text,
  /** 你省、你市、你区、你县 */
  addressee: text,
  /** Office of the recipient's safety committee. */
  recipientOffice: text,
  accident: z.strictObject({
    name: text,
    /** `2021年6月13日6时42分` */
    occurredAt: text,
    /** `12人死亡、37人重伤`; empty when nobody was hurt. */
    casualties: z.string(),
    /** 一般、较大、重大 */
    grade: z.enum(['一般', '较大', '重大', '特别重大']),
  }),
  /** True when the national rules are applied by analogy (they speak of 重大事故 only). */
  byAnalogy: z.boolean(),
  limit: z.strictObject({
    days: z.number().int().positive(),
    /** `2021年6月14日` */
    receivedOn: text,
    /** `2021年8月13日（周五）` */
    dueOn: text,
    /** The proof of the clock in sentences, in order. */
    proof: z.array(text).min(1).max(14),
    citations: z.array(text).min(1),
    /** Places of the reminders between receipt (0) and end (100), in percent. */
    reminders: z.array(z.strictObject({ percent: z.number().min(0).max(100), on: text })),
    /** Days on which the superior is told that the limit has passed. */
    escalations: z.array(text),
  }),
  signedOn: text,
  copyTo: z.array(text).min(1),
  issuedOn: text,
});

export type SupervisionNotice = z.infer<typeof supervisionNoticeSchema>;
