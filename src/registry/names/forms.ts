import { edits } from './distance.ts'

/**
 * Legal forms. Two names that differ only within a family may be the same body (a firm's English name seldom keeps the
 * exact form); `company` says no more than that it is a firm and agrees with every other kind of firm.
 */
export type FormFamily = 'jointStock' | 'limited' | 'company' | 'partnership' | 'public' | 'branch'

export type LegalForm = { form: string; family: FormFamily }

const chinese: Record<FormFamily, readonly string[]> = {
  jointStock: ['股份有限公司', '股份公司', '股份', '株式会社'],
  limited: ['有限责任公司', '有限公司', '有限会社', '合同会社'],
  company: ['总公司', '公司', '集团', '总厂', '工厂', '厂', '商行', '经营部', '工作室', '合作社', '专业合作社', '企业'],
  partnership: [
    '合伙企业(有限合伙)', '合伙企业(普通合伙)', '合伙企业', '(有限合伙)', '(普通合伙)', '(特殊普通合伙)',
    '会计师事务所', '律师事务所', '事务所',
  ],
  public: [
    '研究总院', '研究院', '研究所', '研究中心', '科学院', '设计院', '计量院', '大学', '学院', '学校', '医院', '实验室',
    '协会', '学会', '商会', '联合会', '总会', '联盟', '促进会', '促进中心', '促进局', '理事会', '基金会', '服务中心', '创新中心', '中心', '委员会', '管委会',
    '人民政府', '政府', '办公室', '管理局', '监督局', '局', '厅', '部', '院', '所', '站', '社', '馆', '台',
  ],
  branch: [
    '分公司', '办事处', '代表处', '分行', '支行', '分店', '营业部', '分院', '分厂', '分所', '分社', '分中心', '分校', '分支机构', '事业部',
  ],
}

/** Canonical form → how it is written, as words without dots, lower case, without accents. */
const western: Record<FormFamily, Record<string, readonly string[]>> = {
  jointStock: {
    AG: ['ag', 'aktiengesellschaft', 'akg'],
    SA: ['sa', 's a', 'societe anonyme', 'sociedad anonima', 'sociedade anonima', 'sa de cv', 'sab de cv'],
    JSC: ['jsc', 'joint stock company', 'open joint stock company', 'public joint stock company', 'closed joint stock company', 'joint stock',
      'oao', 'ojsc', 'pao', 'pjsc', 'zao', 'cjsc', 'ao', 'оао', 'ао', 'пао', 'зао', 'акционерное общество', 'открытое акционерное общество',
      'публичное акционерное общество', 'закрытое акционерное общество'],
    PLC: ['plc', 'public limited company', 'public company limited', 'pcl'],
    SpA: ['spa', 'societa per azioni'],
    NV: ['nv', 'naamloze vennootschap'],
    AB: ['ab', 'aktiebolag', 'aktiebolaget', 'publ'],
    ASA: ['asa', 'allmennaksjeselskap'],
    AS: ['as', 'aksjeselskap', 'aktieselskab', 'anonim sirketi'],
    Oyj: ['oyj', 'julkinen osakeyhtio'],
    SE: ['se', 'societas europaea'],
    KK: ['kk', 'kabushiki kaisha', 'kabushiki gaisha'],
    Tbk: ['tbk'],
    Berhad: ['bhd', 'berhad'],
  },
  limited: {
    GmbH: ['gmbh', 'gesellschaft mit beschrankter haftung', 'ges m b h', 'mbh'],
    Ltd: ['ltd', 'limited', 'co ltd', 'company ltd', 'company limited', 'co limited', 'corporation limited', 'corp ltd'],
    'Pte Ltd': ['pte ltd', 'pte limited', 'private limited', 'pvt ltd', 'pvt limited', 'private ltd', 'pty ltd', 'pty limited', 'proprietary limited'],
    LLC: ['llc', 'limited liability company', 'limited liability co', 'ooo', 'ооо', 'общество с ограниченной ответственностью'],
    SARL: ['sarl', 'societe a responsabilite limitee'],
    SRL: ['srl', 'societa a responsabilita limitata', 'societatea cu raspundere limitata', 'sociedad de responsabilidad limitada'],
    SL: ['sl', 'slu', 'sociedad limitada'],
    BV: ['bv', 'besloten vennootschap', 'bvba', 'bvba sprl', 'sprl'],
    Lda: ['lda', 'ltda', 'limitada'],
    Oy: ['oy', 'osakeyhtio'],
    ApS: ['aps', 'anpartsselskab'],
    SAS: ['sas', 'societe par actions simplifiee'],
    'Sp. z o.o.': ['sp z oo', 'sp z o o', 'spolka z ograniczona odpowiedzialnoscia', 'sp zoo'],
    sro: ['sro', 's r o'],
    Kft: ['kft'],
    GK: ['gk', 'godo kaisha'],
    YK: ['yk', 'yugen kaisha'],
    'Sdn Bhd': ['sdn bhd', 'sendirian berhad'],
    PT: ['pt', 'perseroan terbatas'],
  },
  company: {
    Inc: ['inc', 'incorporated'],
    Corp: ['corp', 'corporation'],
    Co: ['co', 'company', 'and co', 'compagnie', 'cie', 'companies'],
    Enterprise: ['fze', 'fzco', 'fz llc', 'ek', 'ohg'],
  },
  partnership: {
    LP: ['lp', 'limited partnership'],
    LLP: ['llp', 'limited liability partnership'],
    KG: ['kg', 'kommanditgesellschaft', 'gmbh and co kg', 'gmbh co kg', 'ag and co kg', 'gmbh and co kgaa', 'kgaa'],
  },
  public: {
    eV: ['ev', 'eingetragener verein'],
    ANO: ['ano', 'ано', 'nko', 'autonomous nonprofit organization'],
    NA: ['na', 'national association'],
  },
  branch: { Branch: ['branch', 'representative office', 'branch office'] },
}

/** Forms that also stand before the name (OOO Romashka, PT Astra, SRL Pro Traffic). */
const canLead = new Set(['JSC', 'LLC', 'PT', 'SRL', 'ANO', 'SARL', 'SA', 'AB', 'PLC', 'SAS', 'SpA', 'Ltd'])
/** … and those of them that lead only in full or in a spelling that is no ordinary word. */
const neverLeading = new Set(['ao', 'sa', 's a', 'ab', 'ltd', 'limited', 'company limited', 'joint stock', 'as'])

const chineseForms: readonly LegalForm[] = (Object.keys(chinese) as FormFamily[])
  .flatMap((family) => chinese[family].map((form) => ({ form, family })))
  .sort((a, b) => b.form.length - a.form.length)
const chineseByLast = new Map<string, LegalForm[]>()
for (const form of chineseForms) {
  const last = form.form.at(-1)!
  chineseByLast.set(last, [...(chineseByLast.get(last) ?? []), form])
}

const westernByWords = new Map<string, LegalForm>()
for (const family of Object.keys(western) as FormFamily[]) {
  for (const [form, spellings] of Object.entries(western[family])) {
    for (const words of spellings) westernByWords.set(words, { form, family })
  }
}
/** Long spellings of one word, in which a slip of one letter is forgiven. */
const longSpellings = [...westernByWords.keys()].filter((words) => words.length >= 7 && !words.includes(' '))
const mostWords = Math.max(...[...westernByWords.keys()].map((words) => words.split(' ').length))

/** The longest Chinese legal form that a normalised name ends in, if at least `keep` characters stand before it. */
export function chineseFormAtEnd(name: string, keep: number): LegalForm | undefined {
  const candidates = chineseByLast.get(name.at(-1) ?? '')
  return candidates?.find(({ form }) => name.length - form.length >= keep && name.endsWith(form))
}

/** Takes the legal forms off both ends of a list of words, leaving at least one word. */
export function splitWesternForms(words: readonly string[]): { words: string[]; forms: LegalForm[] } {
  const rest = [...words]
  const forms: LegalForm[] = []
  for (let found = formAtEnd(rest); found; found = formAtEnd(rest)) {
    forms.push(found.form)
    rest.length -= found.count
    if (rest.at(-1) === 'and' && rest.length > 1) rest.length -= 1
  }
  const leading = formAtStart(rest)
  if (leading) {
    forms.push(leading.form)
    rest.splice(0, leading.count)
  }
  return { words: rest, forms }
}

/** Whether two sets of forms can belong to one body; `undefined` when one side says nothing. */
export function formsAgree(a: readonly LegalForm[], b: readonly LegalForm[]): boolean | undefined {
  const one = a.filter(({ family }) => family !== 'company')
  const other = b.filter(({ family }) => family !== 'company')
  if (one.length === 0 || other.length === 0) return a.length && b.length ? true : undefined
  return one.some(({ family }) => other.some((form) => form.family === family))
}

type Found = { form: LegalForm; count: number }

function formAtEnd(words: readonly string[]): Found | undefined {
  for (let count = Math.min(mostWords, words.length - 1); count > 0; count -= 1) {
    const form = westernByWords.get(words.slice(words.length - count).join(' '))
    if (form) return { form, count }
  }
  const last = words.length > 1 ? words.at(-1)! : ''
  const misspelt = last.length >= 6 ? longSpellings.find((spelling) => edits(last, spelling, 1) === 1) : undefined
  return misspelt ? { form: westernByWords.get(misspelt)!, count: 1 } : undefined
}

function formAtStart(words: readonly string[]): Found | undefined {
  for (let count = Math.min(mostWords, words.length - 1); count > 0; count -= 1) {
    const text = words.slice(0, count).join(' ')
    const form = westernByWords.get(text)
    if (form && canLead.has(form.form) && !neverLeading.has(text)) return { form, count }
  }
  return undefined
}
