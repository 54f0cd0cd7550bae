const PATTERN = /^(\d{4})(\d\d)(\d\d)(\d\d)(?:(\d\d)(?:(\d\d|60))?)?(?:[.,](\d+))?(Z|[+-]\d\d(?:\d\d)?)$/

/** A time of an LDAP server (RFC 4517, section 3.3.13) in milliseconds since 1970; `undefined` for what is none. Parts of the smallest unit are left out. */
export function generalizedTimeMs(text: string): number | undefined {
  const found = PATTERN.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour, minute = '00', second = '00', , zone = 'Z'] = found
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3) || '00'}`
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second === '60' ? '59' : second}${offset}`)
  return Number.isNaN(time) ? undefined : time
}
