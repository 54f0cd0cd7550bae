/** How long the service asks to wait, from a number of seconds or a date (RFC 9110, section 10.2.3). `undefined`: it does not say. */
export function retryAfterSeconds(headers: Headers, nowMs = Date.now()): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text)
  const dateMs = Date.parse(text)
  return Number.isNaN(dateMs) || !/[a-z]/i.test(text) ? undefined : Math.max(0, Math.ceil((dateMs - nowMs) / 1000))
}
