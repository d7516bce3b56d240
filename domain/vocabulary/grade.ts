/** Grades of accidents, from the lowest (493号令 第3条), and what the office calls them. */
export const GRADES = ['general', 'larger', 'major', 'extraordinary'] as const;
export type Grade = (typeof GRADES)[number];

export const GRADE_NAMES = {
  general: '一般', larger: '较大', major: '重大', extraordinary: '特别重大',
} as const satisfies Record<Grade, string>;

/** “较大事故” */
export const ACCIDENT_NAMES: Readonly<Record<Grade, string>> = {
  general: '一般事故', larger: '较大事故', major: '重大事故', extraordinary: '特别重大事故',
};
