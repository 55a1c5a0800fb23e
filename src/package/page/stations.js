
'use strict';
// Narrows the list to the names that have every word that was typed, whatever their marks.
(() => {
  const fold = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
  const search = document.getElementById('search');
  const found = document.getElementById('found');
  const lines = [...document.querySelectorAll('#stations li')].map((line) => [line, fold(line.textContent)]);
  const narrow = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [line, name] of lines) {
      const fits = words.every((word) => name.includes(word));
      line.hidden = !fits;
      count += fits ? 1 : 0;
    }
    found.textContent = found.textContent.replace(/\d+/, count);
  };
  if (location.protocol === 'file:') {
    for (const link of document.querySelectorAll('#stations a')) link.setAttribute('href', link.getAttribute('href') + 'index.html');
  }
  search.addEventListener('input', narrow);
  if (search.value) narrow();
})();
