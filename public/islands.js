// Small comforts on top of pages that work without them.

/** Focus goes to the error summary, so that keyboard and screen reader start where the trouble is. */
document.querySelector('[data-focus]')?.focus();

/** Arrow keys walk the days of a proof calendar; each says its reason. */
for (const calendar of document.querySelectorAll('[data-calendar]')) {
  const days = [...calendar.querySelectorAll('[data-reason]')];
  const output = calendar.querySelector('[data-day-reason]');
  if (days.length === 0 || !output) continue;
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const say = (day) => { output.textContent = day.dataset.reason; };
  const start = days.find((day) => day.classList.contains('is-last')) ?? days[0];
  for (const day of days) {
    day.tabIndex = day === start ? 0 : -1;
    day.addEventListener('mouseenter', () => say(day));
    day.addEventListener('focus', () => say(day));
    day.addEventListener('keydown', (event) => {
      const step = steps[event.key];
      const next = step === undefined ? undefined : days[days.indexOf(day) + step];
      if (!next) return;
      event.preventDefault();
      day.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }
}

/** A form with unsaved text asks before it is left. */
for (const form of document.querySelectorAll('form[data-keep]')) {
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  window.addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
}

/** A page that is looked at hears at once when its case moves on; one in the background asks when it is looked at again. */
for (const place of document.querySelectorAll('[data-follow]')) {
  let stream = null;
  const follow = () => {
    stream?.close();
    stream = document.hidden ? null : new EventSource(place.dataset.follow);
    stream?.addEventListener('moved', () => htmx.trigger(place, 'moved'));
  };
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('pagehide', () => stream?.close());
  follow();
}

/** A part of the page that could not be fetched: what is shown stays, and people know that it is of before. */
for (const failure of ['htmx:responseError', 'htmx:sendError']) {
  document.addEventListener(failure, () => {
    if (document.querySelector('[data-unanswered]')) return;
    const note = document.createElement('p');
    note.className = 'moved';
    note.role = 'status';
    note.dataset.unanswered = '';
    note.textContent = '刚才的请求没有得到应答，页面内容没有更新。请稍候再试。';
    document.querySelector('main')?.prepend(note);
  });
}
document.addEventListener('htmx:afterSwap', () => document.querySelector('[data-unanswered]')?.remove());
