/** Looks into JSON of which nothing is known. Names of SCIM do not heed capitals (RFC 7643, section 2.1). */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const wanted = name.toLowerCase()
  return Object.entries(value).find(([key]) => key.toLowerCase() === wanted)?.[1]
}

export function textOf(value: unknown, name: string): string | undefined {
  const found = fieldOf(value, name)
  return typeof found === 'string' ? found : undefined
}

export function listOf(value: unknown, name: string): readonly unknown[] | undefined {
  const found = fieldOf(value, name)
  return Array.isArray(found) ? found : undefined
}
