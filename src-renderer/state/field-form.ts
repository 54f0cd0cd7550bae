import type { ServiceField } from '../../src-main/core/model/service-field.ts'
import type { ServiceFieldMessage } from '../../src-main/core/model/service-field-messages.ts'
import type { WantedFields } from '../../src-main/core/profile/profile.ts'
import type { FieldValue } from '../../src-main/core/service/service-facts.ts'

export type WantedValue = WantedFields[string]

/** A field as the form has it: left as it is, emptied, or given a value. */
export type FieldIntent =
  { readonly kind: 'left' } | { readonly kind: 'emptied' } | { readonly kind: 'wanted'; readonly value: WantedValue }

/** Whatever holds wanted fields of the service that a person edits one by one. */
export interface FieldForm {
  intentOf(field: string): FieldIntent
  type(field: ServiceField, text: string): void
  want(field: string, value: WantedValue): void
  empty(field: string): void
  leave(fields: readonly string[]): void
  touch(field: string): void
  messageFor(field: string): ServiceFieldMessage | undefined
  heldValue(field: string): FieldValue
}

export function intentOfValue(value: WantedValue | undefined): FieldIntent {
  if (value === undefined) return { kind: 'left' }
  return value === '' ? { kind: 'emptied' } : { kind: 'wanted', value }
}

/** Text of a number field becomes a number as soon as it is one. */
export function typedValue({ type }: ServiceField, text: string): WantedValue {
  return type.kind === 'number' && /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : text
}
