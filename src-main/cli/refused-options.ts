/** The first argument that looks like a secret given as an option, without its value; secrets are never taken as arguments. */
export function secretOption(args: readonly string[]): string | undefined {
  const end = args.indexOf('--')
  const options = (end === -1 ? args : args.slice(0, end)).map(withoutValue)
  return options.find((option) => SECRET_OPTION.test(option) && !accepted.includes(option))
}

/** Why it is refused, and what to use. */
export function secretOptionMessage(option: string): readonly string[] {
  if (/client-?secret/i.test(option)) return clientSecretMessage(option)
  if (/token/i.test(option)) return tokenMessage(option)
  const isKey = /key/i.test(option)
  return [
    `${option} is not accepted: a secret is never taken as an argument, because every user of this computer can see the arguments of a program.`,
    'Use one of these instead:',
    ...(isKey ? waysOfKey : waysOfPassword),
    `If you have typed a real ${isKey ? 'key' : 'password'} just now, remove the line from the history of your shell${isKey ? ', and make a new key' : ''}.`
  ]
}

function clientSecretMessage(option: string): readonly string[] {
  return [
    `${option} is not accepted: a secret is never taken as an argument, because every user of this computer can see the arguments of a program.`,
    'Use one of these instead:',
    '  --client-secret-file FILE         a file that only you can read',
    '  --client-secret-stdin             standard input, through a pipe',
    '  ENTRA_SETUP_CLIENT_SECRET         in the environment',
    'or leave all of them out and type the secret when asked.',
    'If you have typed a real secret just now, remove the line from the history of your shell, and make a new secret in Entra ID.'
  ]
}

function tokenMessage(option: string): readonly string[] {
  return [
    `${option} is not accepted: a secret is never taken as an argument, because every user of this computer can see the arguments of a program.`,
    'Use one of these instead:',
    '  --token-file FILE                 a file that only you can read',
    '  --token-stdin                     standard input, through a pipe',
    '  ENTRA_SETUP_SCIM_TOKEN            in the environment',
    'or leave all of them out and type the SCIM token when asked.',
    'If you have typed a real token just now, remove the line from the history of your shell, reset the token at Files.com, and enter the new one in Entra ID.'
  ]
}

const waysOfPassword = [
  '  --password-file FILE              a file that only you can read',
  '  --password-stdin                  standard input, through a pipe',
  '  ENTRA_SETUP_LDAP_PASSWORD         in the environment',
  'or leave all of them out and type the password when asked. For a person: --person-password-file FILE or ENTRA_SETUP_PERSON_PASSWORD.',
  'Where a plan needs it: --ldap-password-file FILE or --ldap-password-stdin. For SCIM with --username: ENTRA_SETUP_SCIM_PASSWORD.'
]

const waysOfKey = [
  '  --api-key-file FILE               a file that only you can read',
  '  --api-key-stdin                   standard input, through a pipe',
  '  FILES_API_KEY                     in the environment',
  'or leave all of them out and type the key when asked.'
]

/** Commander's messages quote what was typed, which may be a password that lost its way. */
export function withoutQuotedValues(message: string): string {
  return message
    .replace(/^(error: unknown option '--[^=']*)=[\s\S]*$/, "$1'\n")
    .replace(/^(error: unknown option '-[^-'])[\s\S]*$/, "$1'\n")
    .replace(/^(error: too many arguments[^:]*):[\s\S]*$/, '$1.\n')
}

const accepted = [
  '--password-file',
  '--password-stdin',
  '--person-password-file',
  '--ldap-password-file',
  '--ldap-password-stdin',
  '--api-key-file',
  '--api-key-stdin',
  '--client-secret-file',
  '--client-secret-stdin',
  '--token-file',
  '--token-stdin',
  // A date.
  '--secret-ends'
]

const SECRET_OPTION = /^--?(?:[a-z]+-)*(?:pass|passwd|password|passphrase|pw|pwd|secret|token|credentials?|api-?key)(?:-[a-z]+)*$/i

function withoutValue(argument: string): string {
  return argument.replace(/=[\s\S]*$/, '')
}
