type Names = readonly [string, ...string[]]

/** Where the company works, and how people are called there. */
export interface Site {
  readonly name: string
  readonly country: string
  readonly countryCode: string
  readonly phonePrefix: string
  readonly headcount: number
  readonly givenNames: Names
  readonly familyNames: Names
}

export const sites: readonly Site[] = [
  {
    name: 'Berlin',
    country: 'Germany',
    countryCode: 'DE',
    phonePrefix: '+49 30 5550',
    headcount: 60,
    givenNames: [
      'Anna',
      'Jürgen',
      'Sabine',
      'Lukas',
      'Marie',
      'Björn',
      'Ayşe',
      'Tobias',
      'Käthe',
      'Mehmet',
      'Julia',
      'Sören',
      'Ingrid',
      'Felix'
    ],
    familyNames: [
      'Müller',
      'Schmidt',
      'Groß',
      'Weiß',
      'Yılmaz',
      'Fischer',
      'Köhler',
      'Lange',
      'Vogel',
      'Schäfer',
      'Nowak',
      'von Arnim',
      'Bauer',
      'Jäger'
    ]
  },
  {
    name: 'München',
    country: 'Germany',
    countryCode: 'DE',
    phonePrefix: '+49 89 5551',
    headcount: 50,
    givenNames: [
      'Alois',
      'Resi',
      'Max',
      'Theresa',
      'Korbinian',
      'Zoë',
      'Leonie',
      'Xaver',
      'Franziska',
      'Emre',
      'Johanna',
      'Benedikt',
      'Žofie',
      'Paul'
    ],
    familyNames: [
      'Huber',
      'Maier',
      'Brandl',
      'Höß',
      'Öztürk',
      'Lechner',
      'Sailer',
      'Grün',
      'Eder',
      'Moser',
      'Weiß',
      'Kraus',
      'Dvořák',
      'Seidl'
    ]
  },
  {
    name: 'Paris',
    country: 'France',
    countryCode: 'FR',
    phonePrefix: '+33 1 5552',
    headcount: 45,
    givenNames: [
      'Élodie',
      'François',
      'Chloé',
      'Jérôme',
      'Inès',
      'Hugo',
      'Amélie',
      'Mohamed',
      'Noëlle',
      'Théo',
      'Camille',
      'Loïc',
      'Anaïs',
      'Yann'
    ],
    familyNames: [
      "D'Almeida",
      'Lefèvre',
      'Dubois',
      'Garçon',
      'Benoît',
      "L'Hôte",
      'Martin',
      'Cœur',
      'Benali',
      'Moreau',
      'Le Goff',
      'Perrin',
      'Petit',
      'Noël'
    ]
  },
  {
    name: 'Boston',
    country: 'United States',
    countryCode: 'US',
    phonePrefix: '+1 617 555',
    headcount: 60,
    givenNames: [
      'Emily',
      'Michael',
      'Grace',
      'José',
      'Ashley',
      'Liam',
      'Siobhán',
      'Wei',
      'Priya',
      'Noah',
      'Olivia',
      'Jamal',
      'Hannah',
      'Ethan'
    ],
    familyNames: [
      "O'Connor",
      'Smith',
      'Johnson',
      'García',
      'Chen',
      'Brown',
      'Patel',
      "O'Brien",
      'Williams',
      'Jones',
      'Nguyễn',
      'McAllister',
      'Lee',
      'Davis'
    ]
  },
  {
    name: 'Praha',
    country: 'Czechia',
    countryCode: 'CZ',
    phonePrefix: '+420 2 5553',
    headcount: 35,
    givenNames: [
      'Jiří',
      'Tereza',
      'Ondřej',
      'Kateřina',
      'Łukasz',
      'Agnieszka',
      'Václav',
      'Zdeňka',
      'Matěj',
      'Eliška',
      'Piotr',
      'Růžena',
      'Šimon',
      'Daniela'
    ],
    familyNames: [
      'Novák',
      'Svobodová',
      'Dvořák',
      'Černý',
      'Kowalczyk',
      'Wiśniewski',
      'Procházka',
      'Růžička',
      'Křížová',
      'Němec',
      'Żak',
      'Horák',
      'Beneš',
      'Kučera'
    ]
  },
  {
    name: 'São Paulo',
    country: 'Brazil',
    countryCode: 'BR',
    phonePrefix: '+55 11 5554',
    headcount: 35,
    givenNames: [
      'João',
      'Beatriz',
      'Conceição',
      'Thiago',
      'Luíza',
      'Antônio',
      'Vitória',
      'Caio',
      'Mônica',
      'Rafael',
      'Íris',
      'Gonçalo',
      'Yumi',
      'Davi'
    ],
    familyNames: [
      'da Silva',
      'dos Santos',
      'Araújo',
      'Gonçalves',
      'Magalhães',
      'Tanaka',
      'Simões',
      'de Souza',
      'Pereira',
      'Brandão',
      'Lopes',
      'Conceição',
      'Sá',
      'Oliveira'
    ]
  }
]
