/** Unified social credit codes after GB 32100-2015, under a region code that does not exist (99….). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

/** Registering department and class of body (the first two characters) by kind of actor. */
const CLASSES = { 企业: '91', 科研机构: '12', 行业协会: '51', 服务机构: '52', 政府部门: '11' }

/** The credit code of body number `serial` (eight digits) in `region` (six digits, starting with 99). */
export function creditCode(actor, region, serial) {
  if (!region.startsWith('99')) throw new Error(`Region ${region} exists; the demo takes 99…. only`)
  const digits = String(serial).padStart(8, '0')
  const first17 = `${CLASSES[actor]}${region}${digits}${bodyCheck(digits)}`
  return first17 + checkCharacter(first17)
}

/** Whether `code` has 18 characters of the standard's alphabet and the right check character. */
export function isValidCode(code) {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code) && checkCharacter(code.slice(0, 17)) === code[17]
}

/** `code` with a wrong last character. */
export function spoilt(code) {
  const wrong = (ALPHABET.indexOf(code[17]) + 7) % ALPHABET.length
  return code.slice(0, 17) + ALPHABET[wrong]
}

function checkCharacter(first17) {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(first17[i]) * WEIGHTS[i]
  return ALPHABET[(31 - (sum % 31)) % 31]
}

/** The ninth character of the body's own code (GB 11714-1997). */
function bodyCheck(digits) {
  let sum = 0
  for (let i = 0; i < 8; i++) sum += Number(digits[i]) * BODY_WEIGHTS[i]
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}
