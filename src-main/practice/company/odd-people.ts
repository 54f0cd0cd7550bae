/** People whose names a program is likely to stumble over: separators, quotes, spaces at the ends, other scripts, letters beyond 16 bits. */
export interface OddPerson {
  readonly login: string
  readonly givenName: string
  readonly familyName: string
  readonly commonName: string
  readonly site: string
}

export const oddPeople: readonly OddPerson[] = [
  { login: 'anna.smith', givenName: 'Anna', familyName: 'Smith', commonName: 'Smith, Anna', site: 'Boston' },
  { login: 'sean.oconnor', givenName: 'Séan', familyName: "O'Connor", commonName: "Séan O'Connor", site: 'Boston' },
  { login: 'jogi.weiss', givenName: 'Joachim', familyName: 'Weiß', commonName: 'Joachim "Jogi" Weiß', site: 'München' },
  { login: 'mary-ann.jones', givenName: 'Mary+Ann', familyName: 'Jones', commonName: 'Mary+Ann Jones', site: 'Boston' },
  { login: 'ab.tester', givenName: 'A/B', familyName: 'Tester', commonName: 'A/B Tester', site: 'Berlin' },
  { login: 'bob.slash', givenName: 'Back\\slash', familyName: 'Bob', commonName: 'Back\\slash Bob', site: 'Berlin' },
  { login: 'less.more', givenName: 'Less<', familyName: 'More>', commonName: 'Less<More>; Ltd', site: 'Paris' },
  { login: 'equal.sign', givenName: 'Equal', familyName: 'Sign', commonName: 'a=b Equal Sign', site: 'Paris' },
  { login: 'hash.tag', givenName: 'Hash', familyName: 'Tag', commonName: '#1 Hash Tag', site: 'Praha' },
  { login: 'leading.space', givenName: 'Leading', familyName: 'Space', commonName: ' Leading Space', site: 'Praha' },
  { login: 'trailing.space', givenName: 'Trailing', familyName: 'Space', commonName: 'Trailing Space ', site: 'Praha' },
  { login: 'star.paren', givenName: 'Star*', familyName: '(Paren)', commonName: 'Star* (Paren)', site: 'Boston' },
  { login: 'taro.yamada', givenName: '太郎', familyName: '山田', commonName: '山田 太郎', site: 'São Paulo' },
  { login: 'olga.ivanova', givenName: 'Ольга', familyName: 'Иванова', commonName: 'Ольга Иванова', site: 'Berlin' },
  { login: 'giorgos.papadopoulos', givenName: 'Γιώργος', familyName: 'Παπαδόπουλος', commonName: 'Γιώργος Παπαδόπουλος', site: 'München' },
  { login: 'm.alahmad', givenName: 'محمد', familyName: 'الأحمد', commonName: 'محمد الأحمد', site: 'Paris' },
  { login: 'ismail.caglar', givenName: 'İsmail', familyName: 'Çağlar', commonName: 'İsmail Çağlar', site: 'Berlin' },
  { login: 'thordur.aegisson', givenName: 'Þórður', familyName: 'Ægisson', commonName: 'Þórður Ægisson', site: 'Boston' },
  { login: 'rita.rocket', givenName: 'Rita', familyName: 'Rocket', commonName: 'Rita 🚀 Rocket', site: 'São Paulo' }
]
