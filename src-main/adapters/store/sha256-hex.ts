import { createHash } from 'node:crypto'
import type { DigestPort } from '../../core/ports/surroundings.ts'

/** SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. */
export const sha256Hex: DigestPort = (text) => createHash('sha256').update(text, 'utf8').digest('hex')
