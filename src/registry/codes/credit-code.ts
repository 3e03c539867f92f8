import type { Text } from '../../shared/vocabulary.ts'

/** A Unified Social Credit Code taken apart. `warning` is set when the inner organisation code fails its own check. */
export type CreditCode = {
  ok: true
  code: string
  authority: Text
  category: Text
  regionCode: string
  organisationCode: string
  fictional: boolean
  warning: Text | undefined
}
export type CreditCodeProblem = { ok: false; reason: Text }
export type CreditCodeParts = { authority: string; category: string; regionCode: string; serial: string }

/** GB 32100-2015: the 31 characters, without I, O, S, V and Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** GB 11714-1997: letters count from A = 10, all of them. */
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** 3^i mod 31. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

const authorities: Record<string, Text> = {
  1: { zh: '机构编制', en: 'Staffing authority' },
  2: { zh: '外交', en: 'Foreign affairs' },
  3: { zh: '司法行政', en: 'Justice' },
  4: { zh: '文化', en: 'Culture' },
  5: { zh: '民政', en: 'Civil affairs' },
  6: { zh: '旅游', en: 'Tourism' },
  7: { zh: '宗教', en: 'Religious affairs' },
  8: { zh: '工会', en: 'Trade unions' },
  9: { zh: '市场监督管理（工商）', en: 'Market regulation' },
  A: { zh: '中央军委改革和编制办公室', en: 'Central Military Commission' },
  N: { zh: '农业', en: 'Agriculture' },
  Y: { zh: '其他', en: 'Other' },
}

const categories: Record<string, Text> = {
  11: { zh: '机关', en: 'Public authority' },
  12: { zh: '事业单位', en: 'Public institution' },
  13: { zh: '群众团体', en: 'Mass organisation' },
  31: { zh: '律师执业机构', en: 'Law firm' },
  32: { zh: '公证处', en: 'Notary office' },
  33: { zh: '基层法律服务所', en: 'Local legal service' },
  34: { zh: '司法鉴定机构', en: 'Forensic institution' },
  35: { zh: '仲裁委员会', en: 'Arbitration commission' },
  51: { zh: '社会团体', en: 'Association' },
  52: { zh: '民办非企业单位', en: 'Private non-enterprise unit' },
  53: { zh: '基金会', en: 'Foundation' },
  71: { zh: '宗教活动场所', en: 'Religious site' },
  72: { zh: '宗教院校', en: 'Religious school' },
  81: { zh: '基层工会', en: 'Trade union' },
  91: { zh: '企业', en: 'Enterprise' },
  92: { zh: '个体工商户', en: 'Sole trader' },
  93: { zh: '农民专业合作社', en: 'Farmers’ cooperative' },
  N1: { zh: '组级集体经济组织', en: 'Group-level collective' },
  N2: { zh: '村级集体经济组织', en: 'Village-level collective' },
  N3: { zh: '乡镇级集体经济组织', en: 'Township-level collective' },
}
const otherCategory: Text = { zh: '其他', en: 'Other' }

/**
 * Reads a Unified Social Credit Code after GB 32100-2015. Full-width characters, spaces, hyphens and lower case are put right.
 * A code under a region 99xxxx is valid by arithmetic and marked fictional.
 */
export function parseCreditCode(text: string): CreditCode | CreditCodeProblem {
  const code = normaliseCode(text)
  const reason = whyInvalid(code)
  if (reason) return { ok: false, reason }
  const organisationCode = code.slice(8, 17)
  const regionCode = code.slice(2, 8)
  return {
    ok: true,
    code,
    authority: authorities[code[0]!]!,
    category: categories[code.slice(0, 2)] ?? otherCategory,
    regionCode,
    organisationCode,
    fictional: regionCode.startsWith('99'),
    warning: organisationWarning(organisationCode),
  }
}

/** Completes a code from authority (1), category (1), region (6) and the eight characters of the organisation code. */
export function makeCreditCode({ authority, category, regionCode, serial }: CreditCodeParts): string {
  const organisation = serial + organisationCheck(serial)
  const first17 = authority + category + regionCode + organisation
  if (first17.length !== 17 || [...first17].some((character) => !alphabet.includes(character))) {
    throw new Error(`"${first17}" is not the beginning of a credit code: 17 characters of ${alphabet} are needed.`)
  }
  return first17 + checkCharacter(first17)
}

function normaliseCode(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}\p{Pd}'"]/gu, '').toUpperCase()
}

function whyInvalid(code: string): Text | undefined {
  if (code.length !== 18) {
    return { zh: `统一社会信用代码应为18位，“${code}”为${code.length}位。`, en: `A credit code has 18 characters; "${code}" has ${code.length}.` }
  }
  const wrong = [...code].findIndex((character) => !alphabet.includes(character))
  if (wrong >= 0) return wrongCharacter(code, wrong)
  if (!authorities[code[0]!]) {
    return { zh: `“${code}”的第1位“${code[0]}”不是登记管理部门代码。`, en: `"${code}" begins with "${code[0]}", which is no registering authority.` }
  }
  if (!/^\d{6}$/.test(code.slice(2, 8))) {
    return { zh: `“${code}”的第3至8位“${code.slice(2, 8)}”应为六位行政区划代码。`, en: `Characters 3 to 8 of "${code}" must be a six-digit region code, not "${code.slice(2, 8)}".` }
  }
  const check = checkCharacter(code.slice(0, 17))
  if (check === code[17]) return undefined
  return {
    zh: `“${code}”的校验位应为“${check}”，实为“${code[17]}”，请核对是否抄错。`,
    en: `The check character of "${code}" should be "${check}", not "${code[17]}": look for a slip in copying.`,
  }
}

function wrongCharacter(code: string, at: number): Text {
  return {
    zh: `“${code}”的第${at + 1}位“${code[at]}”不可用于信用代码（不用I、O、S、V、Z）。`,
    en: `Character ${at + 1} of "${code}" is "${code[at]}", which no credit code holds (I, O, S, V and Z are not used).`,
  }
}

function checkCharacter(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i += 1) sum += alphabet.indexOf(first17[i]!) * weights[i]!
  return alphabet[(31 - (sum % 31)) % 31]!
}

function organisationCheck(serial: string): string {
  let sum = 0
  for (let i = 0; i < 8; i += 1) sum += organisationAlphabet.indexOf(serial[i] ?? '') * organisationWeights[i]!
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

function organisationWarning(organisation: string): Text | undefined {
  const check = organisationCheck(organisation.slice(0, 8))
  if (check === organisation[8]) return undefined
  return {
    zh: `其中的组织机构代码“${organisation}”校验位应为“${check}”；校验总位无误，代码照用。`,
    en: `The organisation code "${organisation}" inside it should end in "${check}"; the code as a whole checks, so it is used.`,
  }
}
