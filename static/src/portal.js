// Comfort only: every page works without this.
import { initAll } from './govuk-frontend.min.js'

initAll()

if (document.querySelector('[data-portal-keep], [data-portal-asked-if], [data-portal-clears]')) {
  import('./feedback.js')
}
