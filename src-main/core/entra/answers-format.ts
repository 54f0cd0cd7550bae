/**
 * The answers file is plain text with a heading for each answer: a colleague fills it in with any editor, and can paste a whole XML document
 * or a certificate into it, which JSON would not survive.
 */
export const answerHeadings = [
  'site',
  'answered by',
  'answered on',
  'app federation metadata url',
  'directory (tenant) id',
  'application id',
  'federation metadata xml',
  'certificate (base64)',
  'done',
  'remarks'
] as const

export type AnswerHeading = (typeof answerHeadings)[number]

/** Changes only when older files would be read wrongly. */
export const ANSWERS_FIRST_LINE = '# Answers for the Entra Setup Assistant, version 1'
