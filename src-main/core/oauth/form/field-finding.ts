/** What is wrong with, or remarkable about, one field of the form: a sentence or two for below the field. */
export interface FieldFinding {
  readonly severity: 'error' | 'warning' | 'advice'
  readonly text: string
  /** Mistakes that have a problem of their own. */
  readonly mistake?: 'same-ids' | 'swapped-ids' | 'secret-id'
}

export function error(text: string, mistake?: FieldFinding['mistake']): FieldFinding {
  return { severity: 'error', text, ...(mistake === undefined ? {} : { mistake }) }
}

export function warning(text: string): FieldFinding {
  return { severity: 'warning', text }
}

export function advice(text: string): FieldFinding {
  return { severity: 'advice', text }
}
