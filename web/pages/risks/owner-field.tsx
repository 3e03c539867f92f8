import { OrganisationField, useWords } from '../../parts/index.ts'
import { riskWords } from '../../words/risks.ts'

type Props = { id: number | null; name: string | null; suggested: readonly { id: number; name: string }[]; onChange: (id: number | null, name: string | null) => void }

/** The owner of a risk; those whom the charter suggests stand first. */
export function OwnerField(props: Props) {
  const t = useWords(riskWords)
  return <OrganisationField label={t.owner} {...props} />
}
