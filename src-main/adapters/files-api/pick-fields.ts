import { z } from 'zod'
import type { FieldValue, FieldValues } from '../../core/service/service-facts.ts'

/**
 * The named fields that the answer holds, by the service's names. A field that is `null` is there without a value; one that the site's
 * contract does not have is absent. A list becomes the comma list that the service takes; anything deeper is left out as if absent.
 */
export function pickFields(answer: Readonly<Record<string, unknown>>, names: readonly string[]): FieldValues {
  const picked: Record<string, FieldValue> = {}
  for (const name of names) {
    const value = fieldSchema.safeParse(answer[name])
    if (value.success) picked[name] = Array.isArray(value.data) ? value.data.join(',') : (value.data ?? undefined)
  }
  return picked
}

const fieldSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
