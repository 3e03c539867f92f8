// The content security policy forbids making code from strings; zod would try once and be reported. Imported before any schema is made.
import { config } from 'zod'

config({ jitless: true })
