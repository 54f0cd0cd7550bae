import type { Origin, Who } from '../errors.ts'

export interface CatalogEntry<F> {
  /** Healthy people read only this: a few words naming what is wrong. */
  readonly title: string
  readonly who: Who
  readonly origin: Origin
  /** What happened. */
  readonly cause: (facts: F) => string
  /** What to do. */
  readonly remedy: (facts: F) => string
}

export function entry<F>(described: CatalogEntry<F>): CatalogEntry<F> {
  return described
}

export interface Nothing {
  readonly none?: never
}

/** 1 person, 2 people. */
export function counted(count: number, one: string, many: string): string {
  // Not by toLocaleString: its first call takes ten milliseconds, and every preview makes it while somebody waits.
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${digits} ${count === 1 ? one : many}`
}

export function seconds(ms: number): string {
  const value = ms / 1000
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${value === 1 ? 'second' : 'seconds'}`
}
