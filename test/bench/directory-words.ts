/** People's names with all the marks, hooks and apostrophes that real ones have. */
export const firstNames: readonly string[] = [
  'Anna',
  'Ben',
  'Carla',
  'David',
  'Élodie',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Katarína',
  'Liam',
  'María',
  'Noah',
  'Olga',
  'Paul',
  'Quentin',
  'Rosa',
  'Søren',
  'Tara',
  'Uwe',
  'Vera',
  'Wei',
  'Xenia',
  'Yusuf',
  'Zoë',
  'Jürgen',
  'Michael',
  'Jennifer',
  'Christopher'
]

export const lastNames: readonly string[] = [
  'Smith',
  'Müller',
  'García',
  'Novák',
  'Johnson',
  'Kowalski',
  'Okafor',
  'Ivanova',
  'Tanaka',
  'Dubois',
  'Brown',
  'Jones',
  'Williams',
  'Davis',
  'Nguyen',
  'Łukasz',
  'Rossi',
  'Silva',
  'Andersson',
  'Schäfer',
  'van der Berg',
  "O'Connor",
  'Fernández',
  'Peters',
  'Weber',
  'Taylor',
  'Martin',
  'Lee',
  'Walker',
  'Hall'
]

/** What descriptions are made of. */
export const words: readonly string[] =
  'account manager region north south east west finance engineering sales support operations contractor employee temporary permanent office remote building floor room desk phone extension project lead senior junior analyst specialist coordinator consultant legal marketing research quality'.split(
    ' '
  )
