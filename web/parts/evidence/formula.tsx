import type { Evidence } from '../../../src/shared/contract/ledger.ts'
import { missingMark } from '../../../src/shared/format.ts'
import type { Text } from '../../../src/shared/vocabulary.ts'
import { evidenceWords } from '../../words/evidence.ts'
import { useLanguage, useText, useWords } from '../language.tsx'
import style from './evidence.module.css'
import { exactValue } from './exact.ts'

type Props = { formula: NonNullable<Evidence['formula']>; inputs: Evidence['inputs']; onFollow: (step: { ref: string; title: Text }) => void }

/** The formula with its numbers put in, and the values it was computed from, each opening in turn. */
export function Formula({ formula, inputs, onFollow }: Props) {
  const t = useWords(evidenceWords)
  const say = useText()
  const { lang } = useLanguage()
  return (
    <section className={style.section}>
      <h3>{t.formula}</h3>
      <p className={style.formula}>{say(formula.text)}</p>
      <p className="muted small">{t.formulaVersion(formula.id, formula.version)}{formula.method ? ` · ${formula.method}` : ''}</p>
      {inputs.length > 0 && (
        <>
          <h3 className={style.inputsHead}>{t.inputs}</h3>
          <ul className={style.inputs}>
            {inputs.map((input) => (
              <li key={input.ref}>
                <button type="button" className={style.input} onClick={() => onFollow(input)}>
                  <span>{say(input.title)}</span>
                  <span className={style.inputValue}>{input.value === null ? missingMark : exactValue(input.ref, input.value, null, lang)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
