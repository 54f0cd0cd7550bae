/** An entry of LDIF, without the empty line after it. */
export function entry(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}

/** RFC 2849: what is not plain ASCII is written in base64. */
export function line(name: string, value: string): string {
  const isPlain = /^[!-9;=-~][ -~]*$/.test(value) && !value.endsWith(' ')
  return isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`
}
