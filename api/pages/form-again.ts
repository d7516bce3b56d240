import { AT, COMMAND_FORMS, type FieldSpec, FIGURES, REGISTRATION } from '../input/field-specs';

/** What somebody filled in, on the page that says it could not be taken: nothing typed is lost, and one press sends it again. */
export interface FormAgain {
  action: string;
  isUpload: boolean;
  /** All of it, to be sent as it was. */
  hidden: { name: string; value: string }[];
  /** What can be said in words, to be read and copied. */
  shown: { label: string; value: string }[];
}

/** Never on a page, in whatever form they may come: what somebody knows or is. */
const SECRET = /password|passwd|secret|otp/i;

const RULE_TEXTS: readonly Pick<FieldSpec, 'name' | 'label' | 'type'>[] = [
  { name: 'reason', label: '理由', type: 'text' }, { name: 'text', label: '正文', type: 'text' },
];
/** Regions are known by code here; they are sent again all the same. */
const WITHOUT_WORDS = new Set(['accident.region', 'accident.unitRegion', 'clock', 'finding']);

function specsOf(action: string): readonly Pick<FieldSpec, 'name' | 'label' | 'type'>[] {
  if (action === '/cases') return [...REGISTRATION, ...FIGURES];
  if (action.startsWith('/rule-changes')) return RULE_TEXTS;
  const form = COMMAND_FORMS.get(/^\/cases\/[^/]+\/commands\/([^/]+)$/.exec(action)?.[1] ?? '');
  return form ? [...form.fields, ...FIGURES, AT] : [];
}

type Choice = Extract<FieldSpec, { type: 'choice' }>;
type Count = Extract<FieldSpec, { type: 'count' }>;

function inWords(spec: Pick<FieldSpec, 'name' | 'type'>, value: string): string {
  if (WITHOUT_WORDS.has(spec.name) || value.trim() === '') return '';
  switch (spec.type) {
    case 'choice': return (spec as Choice).options[value] ?? '';
    case 'count': return `${value} ${(spec as Count).unit}`;
    case 'yuan': return `${value} 元`;
    case 'instant': return value.replace('T', ' ');
    default: return value;
  }
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/**
 * @param action path the form was sent to; @param body as it came, with the token that the page carried: it was the
 * sender's own, and whoever sends a made-up one gets back no better
 */
export function formAgain(action: string, body: Readonly<Record<string, unknown>>, isUpload: boolean): FormAgain {
  const hidden = Object.entries(body).filter(([name]) => !SECRET.test(name))
    .flatMap(([name, value]) => textsOf(value).map((text) => ({ name, value: text })));
  const shown = specsOf(action).flatMap((spec) => textsOf(body[spec.name]).map((value) => ({ label: spec.label, value: inWords(spec, value) })))
    .filter(({ value }) => value !== '');
  return { action, isUpload, hidden, shown };
}
