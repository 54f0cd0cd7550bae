/**
 * A copy in which every text has gone through `redactText`; the value itself when there is nothing to take out, which is found out in one go
 * because a secret in a text is also found in that text as JSON.
 */
export function redactStrings<T>(value: T, redactText: (text: string) => string): T {
  const json = JSON.stringify(value)
  if (redactText(json) === json) return value
  // Only texts change, and each into a text.
  return JSON.parse(json, (_, item: unknown) => (typeof item === 'string' ? redactText(item) : item)) as T
}
