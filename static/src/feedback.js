// Comfort for people who answer a survey: questions that do not apply are put away, answers
// wait on the device while the connection is gone, and a waiting room's screen clears itself.
// Every page works without this.
import { initAll } from './govuk-frontend.min.js'

const SECOND = 1000
const TRY_AGAIN = 15 * SECOND
const DAYS_KEPT = 7
const NOT_ACCEPTED = 422
const FIRST_STATUS_OF_A_SERVER_AWAY = 502

// Questions that depend on an earlier answer.

function putAwayWhatDoesNotApply (form) {
  const parts = form.querySelectorAll('[data-portal-asked-if]')
  const look = () => parts.forEach(part => {
    const { portalAskedIf: name, portalAskedValues: values } = part.dataset
    const chosen = form.querySelector(`[name="${CSS.escape(name)}"]:checked`)
    const asked = chosen && !chosen.closest('[data-portal-asked-if][hidden]')
    part.hidden = !asked || !values.split(' ').includes(chosen.value)
  })
  form.addEventListener('change', look)
  addEventListener('pageshow', look) // What a browser fills in that goes back changes nothing.
  look()
}

// Answers on this device, only while the connection is gone. They are known by the page's address
// and the form's own token: the next person's form has another token, and so is not filled. The
// token goes into the address too, behind the #, so that a tab that is opened again knows it.

const KEPT = 'portal-kept:'
const MARK = '#kept='

function keyOf (form) {
  const marked = location.hash.startsWith(MARK) && location.hash.slice(MARK.length)
  return `${KEPT}${location.pathname}:${marked || form.elements.token?.value || ''}`
}

function keep (form) {
  const fields = [...new FormData(form)]
  const until = Date.now() + DAYS_KEPT * 24 * 60 * 60 * SECOND
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ until, fields }))
    if (form.elements.token) history.replaceState(null, '', MARK + form.elements.token.value)
    return true
  } catch {
    return false // The browser keeps nothing, in a private window for one.
  }
}

function forget (form) {
  try { localStorage.removeItem(keyOf(form)) } catch {}
  if (location.hash.startsWith(MARK)) {
    history.replaceState(null, '', location.pathname + location.search)
  }
}

function kept (form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)))?.fields
  } catch {
    return null
  }
}

function forgetWhatIsTooOld () {
  try {
    for (const key of Object.keys(localStorage).filter(key => key.startsWith(KEPT))) {
      if (!(JSON.parse(localStorage.getItem(key)).until > Date.now())) localStorage.removeItem(key)
    }
  } catch {}
}

function fill (form, fields) {
  const choices = form.querySelectorAll('[type=radio], [type=checkbox]')
  choices.forEach(choice => {
    choice.checked = fields.some(([name, value]) => name === choice.name && value === choice.value)
  })
  // The hidden token goes along: if the answers had arrived after all, they count once.
  const others = 'input:not([type=radio], [type=checkbox]), textarea'
  fields.forEach(([name, value]) => form.querySelectorAll(others).forEach(field => {
    if (field.name === name) field.value = value
  }))
  form.dispatchEvent(new Event('change'))
}

function saysSomething (form) {
  return [...new FormData(form)].some(([name, value]) => name !== 'token' && value)
}

// What the server says of a form stands in place of the page's middle; nothing is sent again.
async function show (answer) {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const main = document.adoptNode(page.querySelector('main'))
  document.title = page.title
  document.querySelector('main').replaceWith(main)
  initAll({ scope: main })
  setUp()
  scrollTo(0, 0)
}

// Going back leads to the form as the server keeps it, also where the browser keeps no page.
function leaveFor (address, form) {
  const { pathname, search } = new URL(address)
  const [place] = pathname.match(/^.*\/writing\/[^/]+\//) ?? []
  if (place && form.elements.token) history.replaceState(null, '', `${place}answers${search}`)
  location.assign(address)
}

function keepWhileOffline (form) {
  const notes = form.querySelector('[data-portal-kept]')
  const remove = notes.querySelector('[data-portal-kept-delete]')
  const stop = notes.querySelector('[data-portal-kept-stop]')
  const { portalKeep: kind } = form.dataset // then-send: all questions; sends: the check
  let sending = false
  let waiting = null

  const say = (...which) => {
    notes.querySelectorAll('[data-portal-kept-says]').forEach(note => {
      note.hidden = !which.includes(note.dataset.portalKeptSays)
    })
    remove.hidden = !which.includes('kept') && !which.includes('filled')
    stop.hidden = !waiting
  }

  const stopWaiting = () => {
    clearInterval(waiting?.timer)
    if (waiting) removeEventListener('online', waiting.again)
    waiting = null
  }

  // `more` is what the button says that was pressed: nothing, or what to do instead of going on.
  const wait = (more, button) => {
    const first = !waiting
    if (first) {
      const later = kind === 'then-send' && !more.length ? [['then', 'send']] : more
      const again = () => send(later, button)
      waiting = { again, sends: kind && !more.length, timer: setInterval(again, TRY_AGAIN) }
      addEventListener('online', again)
    }
    say(keep(form) ? 'kept' : 'full', waiting.sends ? 'sends' : 'goes-on')
    if (first) notes.scrollIntoView({ block: 'nearest' })
  }

  const send = async (more, button) => {
    if (sending) return
    sending = true
    try {
      const body = new URLSearchParams(new FormData(form))
      more.forEach(([name, value]) => body.append(name, value))
      const answer = await fetch(form.action, { method: 'POST', body })
      if (answer.status >= FIRST_STATUS_OF_A_SERVER_AWAY) throw new Error('The server is away')
      stopWaiting()
      forget(form)
      if (answer.redirected && answer.ok) {
        leaveFor(answer.url, form)
      } else if (answer.status === NOT_ACCEPTED) {
        await show(answer)
      } else {
        // Something else went wrong: the browser sends it and shows that.
        form.removeEventListener('submit', take)
        form.requestSubmit(button)
      }
    } catch {
      wait(more, button)
    }
    sending = false
  }

  const take = (event) => {
    event.preventDefault()
    stopWaiting()
    const button = event.submitter
    send(button?.name ? [[button.name, button.value]] : [], button)
  }

  form.addEventListener('submit', take)
  stop.addEventListener('click', () => {
    stopWaiting()
    say('filled')
  })
  remove.addEventListener('click', () => {
    stopWaiting()
    forget(form)
    form.reset()
    form.dispatchEvent(new Event('change'))
    say()
  })
  // What was typed goes along into another language.
  document.querySelectorAll('.portal-feedback-languages a[hreflang]').forEach(link => {
    link.addEventListener('click', event => {
      if (!saysSomething(form) || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      stopWaiting()
      send([['then', link.hreflang]])
    })
  })
  const fields = kept(form)
  if (fields) {
    fill(form, fields)
    say('filled')
  } else {
    // What may have to be said is said beside the button that was pressed.
    const button = form.querySelector('[type=submit]')
    const buttons = button.closest('.govuk-button-group') ?? button
    buttons.before(notes)
  }
}

// A waiting room's screen.

function clearItself (box) {
  const warning = box.querySelector('[data-portal-clears-warning]')
  const counter = box.querySelector('[data-portal-clears-left]')
  const form = box.querySelector('form')
  const { portalClears: idle, portalClearsWarns: warns } = box.dataset
  let touched = Date.now()
  let clearing = false

  const clear = async () => {
    clearing = true
    box.closest('main').hidden = true
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })
      location.replace(answer.redirected ? answer.url : form.action)
    } catch {
      clearing = false // The connection is gone: nothing shows, and the next second tries again.
    }
  }

  const stay = () => {
    if (box.closest('main').hidden) return
    touched = Date.now()
    warning.hidden = true
  }

  for (const sign of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove']) {
    addEventListener(sign, stay, { passive: true })
  }
  const look = () => {
    const left = Math.ceil(idle - (Date.now() - touched) / SECOND)
    counter.textContent = Math.max(left, 0)
    if (left <= 0 && !clearing) clear()
    else if (left <= warns) warning.hidden = false
  }
  look()
  setInterval(look, SECOND)
  // A page that the browser kept whole to go back to is asked for anew.
  addEventListener('pageshow', event => { if (event.persisted) location.reload() })
}

const kiosk = document.querySelector('[data-portal-clears]')
if (kiosk) clearItself(kiosk)

function setUp () {
  document.querySelectorAll('main form').forEach(form => {
    putAwayWhatDoesNotApply(form)
    if (form.matches('[data-portal-keep]') && !kiosk) keepWhileOffline(form)
  })
}

forgetWhatIsTooOld()
setUp()
