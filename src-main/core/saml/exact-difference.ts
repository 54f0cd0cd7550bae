/** How two addresses that have to be equal letter by letter differ, as a sentence. */
export function exactDifference(found: string, wanted: string): string {
  if (found.trim() === wanted) return 'White space stands around it.'
  if (withoutSlash(found) === withoutSlash(wanted)) return 'They differ in the final slash only, and are compared letter by letter.'
  if (found.toLowerCase() === wanted.toLowerCase()) return 'They differ in capital letters only, and are compared letter by letter.'
  if (found.replace(/^http:/i, 'https:') === wanted) return 'It begins with http instead of https.'
  if (/^spn:/i.test(found)) return 'The prefix “spn:” shows that the application id stands where the identifier belongs.'
  if (/^https:\/\/[a-z0-9-]+\.files\.com\b/i.test(found) && !found.toLowerCase().startsWith('https://app.files.com'))
    return 'That is an address of a single site; Files.com takes all sign-ins at app.files.com.'
  if (/^https:\/\/app\.files\.com\//i.test(found)) return 'It is another address of Files.com: two fields of the form may be mixed up.'
  return 'They belong to different services.'
}

function withoutSlash(text: string): string {
  return text.replace(/\/$/, '')
}
