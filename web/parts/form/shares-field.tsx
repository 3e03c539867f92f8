import { CloseButton, NumberInput } from '@mantine/core'
import { useWords } from '../language.tsx'
import { OrganisationField } from '../organisation-field.tsx'
import { governanceWords } from '../../words/governance.ts'

export type Share = { organisation: number; name: string | null; share: number }

/** What each organisation's vote weighs, as was agreed. */
export function SharesField({ label, error, shares, onChange }: { label: string; error: string | undefined; shares: readonly Share[]; onChange: (shares: Share[]) => void }) {
  const t = useWords(governanceWords)
  return (
    <fieldset className="stack" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>{label}</legend>
      {shares.map(({ organisation, name, share }) => (
        <div key={organisation} className="row">
          <NumberInput aria-label={`${t.share} · ${name}`} w={110} min={0.01} value={share} onChange={(next) => onChange(shares.map((one) => (one.organisation === organisation ? { ...one, share: Number(next) } : one)))} />
          <span>{name}</span>
          <CloseButton size="sm" aria-label={t.remove(name ?? '')} onClick={() => onChange(shares.filter((one) => one.organisation !== organisation))} />
        </div>
      ))}
      <OrganisationField
        key={shares.length} label={t.addShare} error={error} id={null} name={null} suggested={[]}
        onChange={(id, name) => { if (id !== null && !shares.some(({ organisation }) => organisation === id)) onChange([...shares, { organisation: id, name, share: 1 }]) }}
      />
    </fieldset>
  )
}
