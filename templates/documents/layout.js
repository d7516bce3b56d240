// Runs once in the laid-out page, in print media, before it is printed: makes every block a whole number of lines high
// and pushes 版记 to the foot of the last page (browsers know no "bottom of the last page"). Returns what a printer must
// not let pass: the first element that is wider than 版心 (one such element shrinks the whole document).
(() => {
  const line = parseFloat(getComputedStyle(document.documentElement).lineHeight);
  const all = (selector) => [...document.querySelectorAll(selector)];
  for (const element of all('[data-fit]')) {
    for (let size = parseFloat(getComputedStyle(element).fontSize); element.scrollWidth > element.clientWidth && size > 10; size -= 1) {
      element.style.fontSize = `${size}px`;
    }
  }
  for (const element of all('[data-lines]')) {
    const rows = Math.ceil(element.getBoundingClientRect().height / line - 0.02);
    element.style.height = `calc(var(--l) * ${rows})`;
  }
  const fill = document.querySelector('[data-fill]');
  const imprint = document.querySelector('[data-imprint]');
  if (fill && imprint) {
    const start = fill.closest('[data-annex]') ?? document.body;
    const height = fill.getBoundingClientRect().top - start.getBoundingClientRect().top + imprint.getBoundingClientRect().height;
    const rows = Math.round(height / line);
    fill.style.height = `calc(var(--l) * ${(22 - (rows % 22)) % 22})`;
  }
  const wide = all('body *').find((element) => !element.closest('svg') && element.scrollWidth > element.clientWidth + 1
    && element.clientWidth > 0);
  return { wide: wide ? wide.textContent.trim().slice(0, 40) : null };
})();
