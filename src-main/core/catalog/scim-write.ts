import { counted, entry, type Nothing } from './entry.ts'

interface Host {
  readonly host: string
}

interface Done extends Host {
  readonly what: string
}

/** What goes wrong when a made-up user and group are written. */
export const scimWriteProblems = {
  'scim.write.not-allowed': entry<Nothing>({
    title: 'Nothing is written at Files.com in a rehearsal',
    who: 'you',
    origin: 'this-computer',
    cause: () =>
      'A rehearsal that writes makes a user and a group. At the endpoint of Files.com they would be users of a real site, so only reading is done there. Nothing was sent.',
    remedy: () =>
      'Rehearse without writing, or write to the server that is built in, or to a test server of your own. For the real site use “Provision on demand” in Entra ID with one person.'
  }),
  'scim.write.create-refused': entry<Done & { status: number }>({
    title: 'A user cannot be created by SCIM',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, status }) =>
      `${host} answered HTTP status ${String(status)} when ${what} was created as Entra ID does it; 201 is wanted. Entra ID would report a failure for each new person.`,
    remedy: () =>
      'Read in the answer which attribute it is about. The server has to take the attributes of the mapping and to pass over those that it does not know.'
  }),
  'scim.write.no-id': entry<Done>({
    title: 'The SCIM server gives no id',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what }) =>
      `${host} says that it made ${what}, and its answer holds no id. Entra ID keeps the id, and could never change or remove what it made.`,
    remedy: () => 'Whoever runs the server has to answer with the whole resource, its id included.'
  }),
  'scim.write.other-resource': entry<Done & { status: number }>({
    title: 'The SCIM server names the id of something else',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, status }) =>
      `${host} says that it made ${what} and names an id. Reading that id gives HTTP status ${String(status)}, and not what was made. Nothing was changed or deleted there. Entra ID would change, disable and delete somebody else under it.`,
    remedy: () =>
      'Do not start provisioning with this server. Whoever runs it has to give back the id of what it made, and to answer with it at once.'
  }),
  'scim.write.not-found-again': entry<Done & { count: number }>({
    title: 'What was just created is not found',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, count }) =>
      `The search for the ${what} that was just made gave ${counted(count, 'result', 'results')} at ${host}, and not exactly this one. Entra ID would try to create it again and again.`,
    remedy: () => 'Whoever runs the server has to make new entries visible to the search at once, and to search for the whole name.'
  }),
  'scim.write.duplicate-taken': entry<Host & { status: number }>({
    title: 'A name that is taken is not refused properly',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, status }) =>
      `The same user was created twice, and ${host} answered HTTP status ${String(status)} the second time. Entra ID wants 409; otherwise it makes doubles, or does not understand the failure.`,
    remedy: () => 'Whoever runs the server has to refuse a userName that exists with status 409.'
  }),
  'scim.write.patch-refused': entry<Done & { status: number }>({
    title: 'A change in Entra ID’s words is refused',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, status }) =>
      `${host} answered HTTP status ${String(status)} to ${what}. Entra ID writes its operations with a capital: “Add”, “Replace”, “Remove”.`,
    remedy: () =>
      'The server has to take operations in any capitals. As a way round, the flag ?aadOptscim062020 behind the address makes Entra ID write small letters.'
  }),
  'scim.write.patch-ignored': entry<Done & { wanted: string }>({
    title: 'A change was taken and not made',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, wanted }) =>
      `${host} said yes to ${what}, and reading does not show ${wanted}. Entra ID would believe that it is done.`,
    remedy: () =>
      'Whoever runs the server has to look at how it reads paths and values of a PATCH request; the exchange shows what was sent.'
  }),
  'scim.write.active-text': entry<Host & { found: string }>({
    title: 'A user cannot be disabled with “False”',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, found }) =>
      `Entra ID disables people with the text "False" in quotation marks. At ${host} ${found}. People who leave would keep their access.`,
    remedy: () =>
      'The server has to take the texts "True" and "False" as well. As a way round, the flag ?aadOptscim062020 behind the address makes Entra ID send true and false; Provision on demand does not heed it.'
  }),
  'scim.write.disabled-hidden': entry<Host>({
    title: 'A disabled user is not found any more',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host }) =>
      `After the user was disabled, the search at ${host} finds nobody. Entra ID would create the person anew when they come back, or report failures.`,
    remedy: () => 'Whoever runs the server has to go on answering with disabled users, with active: false, until they are deleted.'
  }),
  'scim.write.empty-group-refused': entry<Host & { status: number }>({
    title: 'An empty group cannot be created',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, status }) =>
      `${host} answered HTTP status ${String(status)} to a new group without members. Entra ID creates every group empty, and puts the members in afterwards.`,
    remedy: () => 'The server has to take groups without members. Until then switch groups off in the mappings of Entra ID.'
  }),
  'scim.write.group-status': entry<Done & { status: number }>({
    title: 'A change of a group is answered with another status',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, status }) =>
      `${host} answered HTTP status ${String(status)} to ${what}. For groups Entra ID documents 204 without a body, since the list of members may be long.`,
    remedy: () => 'Nothing breaks as a rule. A server of your own should answer 204.'
  }),
  'scim.write.delete-refused': entry<Done & { status: number }>({
    title: 'Something cannot be deleted by SCIM',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, status }) =>
      `${host} answered HTTP status ${String(status)} when ${what} was deleted. Entra ID deletes 30 days after somebody was deleted there, and would try it in every cycle.`,
    remedy: () => 'Whoever runs the server has to answer DELETE with 204, or to disable instead.'
  }),
  'scim.write.still-there': entry<Done & { status: number }>({
    title: 'What was deleted is still there',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, status }) =>
      `${host} says that it deleted ${what}, and reading it afterwards gives HTTP status ${String(status)} instead of 404.`,
    remedy: () => 'Whoever runs the server has to answer 404 for what was deleted: Entra ID would take it for existing.'
  }),
  'scim.write.left-behind': entry<{ names: string }>({
    title: 'Something made-up is left on the server',
    who: 'you',
    origin: 'files-com',
    cause: ({ names }) => `The rehearsal could not remove everything that it made: ${names}.`,
    remedy: () => 'Delete it by hand at the server. Nobody can sign in with it: it has no password, and its mail address does not exist.'
  })
}
