/** A user name for comparing: capitals and the way in which accents are encoded do not matter. */
export function comparableUsername(username: string): string {
  return username.normalize('NFC').toLowerCase().normalize('NFC').trim()
}
