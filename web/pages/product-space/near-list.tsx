import type { ResultView } from '../../../src/shared/contract/analyses.ts'
import { useLanguage, useText, useWords, Value } from '../../parts/index.ts'
import { productSpaceWords } from '../../words/product-space.ts'
import type { Near } from './near.ts'
import style from './product-space.module.css'

/** What is near, and which industries of the region make it so. */
export function NearList({ result, near }: { result: ResultView; near: readonly Near[] }) {
  const t = useWords(productSpaceWords)
  const say = useText()
  const { lang } = useLanguage()
  if (near.length === 0) return <p className="muted">{t.none}</p>
  return (
    <ol className={style.near}>
      {near.map(({ key, name, density, because }) => (
        <li key={key}>
          <p><strong>{say(name)}</strong> · <Value at={`result:${result.result}:near:${key}:density`} bare>{t.density(density.toFixed(3))}</Value></p>
          {because.length > 0 && <p className="muted small">{t.because(because.map((reason) => t.reason(say(reason.name), reason.proximity.toFixed(2))).join(lang === 'zh' ? '、' : ', '))}</p>}
        </li>
      ))}
    </ol>
  )
}
