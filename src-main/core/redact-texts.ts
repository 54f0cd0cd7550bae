/** Made by this application, or compared letter by letter later: a secret as short as `abc` must not punch holes into a digest. */
const NEVER_TEXT: ReadonlySet<string> = new Set([
  'digest',
  'baseline',
  'runId',
  'previewId',
  'fileId',
  'id',
  'changeId',
  'site',
  'origin',
  'code',
  'kind',
  'type',
  'state',
  'outcome',
  'purpose',
  'resource',
  'way',
  'field',
  'readBack',
  'changeRecord',
  'strategyWrites'
])

/** A copy of plain data with every text redacted, whatever field it is in, except what names things. */
export function redactTexts<T>(value: T, redactText: (text: string) => string): T {
  return changed(value, redactText) as T
}

function changed(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map((item) => changed(item, redactText))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, NEVER_TEXT.has(key) && typeof item === 'string' ? item : changed(item, redactText)])
  )
}
