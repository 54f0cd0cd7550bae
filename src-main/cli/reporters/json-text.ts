/** A document for programs: secrets masked text by text, before anything is written as JSON, and absent field values as null. */
export function jsonText(document: unknown, redactText: (text: string) => string): string {
  return `${JSON.stringify(redacted(document, redactText), null, 2)}\n`
}

/** A field that is empty on one side of a comparison must not vanish from it. */
const COMPARED: ReadonlySet<string> = new Set(['before', 'after', 'planned', 'actual', 'value'])

function redacted(value: unknown, redactText: (text: string) => string): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map((item) => redacted(item, redactText))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === undefined && COMPARED.has(key) ? null : redacted(item, redactText)])
  )
}
