
'use strict';
// What is on air now, today's list, and a player that plays an item by its placements, each a FLAC file.
(() => {
  const told = JSON.parse(document.getElementById('told').textContent);
  const [airNow, airNext, nothing, listening, liveNow, substituteNow, waiting, unheard, pauseWord, goOnWord, hourMark] = told.words;
  const $ = (id) => document.getElementById(id);
  const items = told.items.map(([start, end, title, sound, relay], number) => ({ start, end, title, sound, relay, number }));
  const say = (words, values) => words.replace(/%(\w+)/g, (_, name) => values[name]);

  // The network's time, wherever the reader is.
  const format = (options) => {
    try {
      return new Intl.DateTimeFormat('en-GB', { timeZone: told.zone, hourCycle: 'h23', ...options });
    } catch {
      return new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...options });
    }
  };
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const hours = { format: (instant) => clock.format(instant).replace(':', hourMark) };
  const dates = format({ year: 'numeric', month: '2-digit', day: '2-digit' });
  const weekdays = format({ day: 'numeric', month: 'numeric' });
  const dayOf = (instant) => dates.format(instant).split('/').reverse().join('-');

  const link = (into, words, item) => {
    const line = document.createElement('a');
    line.href = '#i' + item.number;
    const day = dayOf(item.start) === dayOf(Date.now()) ? '' : weekdays.format(item.start) + ' ';
    line.textContent = say(words, { time: day + hours.format(item.start), until: hours.format(item.end), title: item.title });
    into.replaceChildren(line);
  };
  const byStart = [...items].sort((one, other) => one.start - other.start);
  let shownDay = '';
  const lookAtClock = () => {
    const now = Date.now();
    $('stale').hidden = now < told.until;
    const current = byStart.filter((item) => item.start <= now && now < item.end).pop();
    const next = byStart.find((item) => item.start > now);
    if (current) link($('air'), airNow, current); else $('air').textContent = nothing;
    if (next) link($('next'), airNext, next); else $('next').textContent = '';
    for (const line of document.querySelectorAll('li[aria-current]')) line.removeAttribute('aria-current');
    if (current) $('i' + current.number).setAttribute('aria-current', 'time');
    const today = dayOf(now);
    if (today !== shownDay) showDay(today);
  };
  const showDay = (today) => {
    shownDay = today;
    const day = document.querySelector(`.day[data-day="${today}"]`);
    $('today').hidden = !day;
    $('today').querySelector('ol').replaceChildren(...(day ? [...day.querySelectorAll('li')].map((line) => {
      const copy = line.cloneNode(true);
      copy.removeAttribute('id');
      return copy;
    }) : []));
    for (const one of document.querySelectorAll('.day')) one.classList.toggle('is-today', one === day);
  };

  // The player. `position` is in seconds from the item's start; it stands still while a piece that is due is not there.
  const ahead = 8;
  const player = $('player');
  let item, sound, position, last, paused, timer;
  let voices = new Map();
  const place = (piece) => `../objects/${piece.slice(0, 2)}/${piece}`;
  const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

  const fade = (length, at) => {
    if (!length) return 1;
    const part = Math.min(1, Math.max(0, at / Math.abs(length)));
    return length < 0 ? Math.sqrt(part) : part * part;
  };
  const faded = (marks, at) => {
    if (!marks || !marks.length) return 1;
    const after = marks.findIndex(([when]) => when > at);
    if (after === 0) return marks[0][1];
    if (after < 0) return marks[marks.length - 1][1];
    const [[from, low], [to, high]] = [marks[after - 1], marks[after]];
    return low + (high - low) * (at - from) / (to - from);
  };
  const volume = ([, , length, fadeIn, fadeOut, fader], at) =>
    Math.min(1, fade(fadeIn, at) * fade(fadeOut, length - at) * faded(fader, at));

  const voice = (index) => {
    let one = voices.get(index);
    if (!one) {
      const audio = new Audio(place(told.pieces[sound[1][index][0]]));
      audio.preload = 'auto';
      one = { audio, started: false };
      audio.addEventListener('error', () => { one.failed = true; });
      audio.addEventListener('playing', () => { if (voices.get(index) === one) player.dataset.state = 'playing'; });
      voices.set(index, one);
    }
    return one;
  };
  const silence = () => {
    for (const { audio } of voices.values()) {
      audio.pause();
      audio.removeAttribute('src');
      audio.load();
    }
    voices = new Map();
  };
  const due = () => sound[1].map((placed, index) => [placed, index]).filter(([[, at, length]]) => at <= position && position < at + length);

  const step = () => {
    const now = performance.now();
    const sounding = due();
    const late = sounding.filter(([, index]) => !voice(index).failed && voice(index).audio.readyState < 3);
    for (const [placed, index] of sounding) {
      const { audio } = voice(index);
      const at = position - placed[1];
      audio.volume = volume(placed, at);
      if (Math.abs(audio.currentTime - at) > 0.4 && audio.readyState > 0) audio.currentTime = at;
      if (late.length) audio.pause();
      else if (audio.paused) audio.play().catch(() => { if (voices.size) pause(); });
    }
    if (!late.length) position += (now - last) / 1000;
    last = now;
    for (const [index, { audio }] of voices) {
      const [, at, length] = sound[1][index];
      if (position >= at + length || position < at - ahead) {
        audio.pause();
        voices.delete(index);
      }
    }
    sound[1].forEach(([, at], index) => { if (at > position && at < position + ahead) voice(index); });
    show(late, sounding);
    if (position >= sound[0]) stop();
  };
  const show = (late, sounding) => {
    $('seek').value = position;
    $('seek').setAttribute('aria-valuetext', minutes(position));
    $('clock').textContent = `${minutes(position)} / ${minutes(sound[0])}`;
    const live = sound[2].find(([at, length]) => at <= position && position < at + length);
    const words = sounding.some(([, index]) => voice(index).failed) ? unheard
      : late.length ? waiting : live ? say(liveNow, { title: live[2] }) : item.relay ? substituteNow : '';
    if ($('told-live').textContent !== words) $('told-live').textContent = words;
    if (late.length) player.dataset.state = 'waiting';
    else if (live && !sounding.length) player.dataset.state = 'live';
  };
  const start = (number) => {
    if (item) stop();
    item = items[number];
    sound = told.sounds[item.sound];
    position = 0;
    player.hidden = false;
    document.body.classList.add('is-listening');
    player.dataset.state = 'waiting';
    $('title').textContent = say(listening, { title: item.title });
    $('seek').max = Math.ceil(sound[0]);
    for (const line of document.querySelectorAll(`[data-item="${number}"]`)) line.setAttribute('aria-pressed', 'true');
    goOn();
  };
  const goOn = () => {
    paused = false;
    last = performance.now();
    $('pause').textContent = pauseWord;
    clearInterval(timer);
    timer = setInterval(step, 100);
    step();
  };
  const pause = () => {
    paused = true;
    clearInterval(timer);
    for (const { audio } of voices.values()) audio.pause();
    player.dataset.state = 'paused';
    $('pause').textContent = goOnWord;
  };
  const stop = () => {
    clearInterval(timer);
    silence();
    item = undefined;
    player.dataset.state = 'stopped';
    player.hidden = true;
    document.body.classList.remove('is-listening');
    for (const line of document.querySelectorAll('[data-item]')) line.removeAttribute('aria-pressed');
  };

  document.addEventListener('click', (click) => {
    const button = click.target.closest('[data-item]');
    if (!button) return;
    const number = Number(button.dataset.item);
    if (item && item.number === number) stop(); else start(number);
  });
  $('pause').addEventListener('click', () => (paused ? goOn() : pause()));
  $('stop').addEventListener('click', stop);
  $('seek').addEventListener('input', () => {
    silence();
    position = Number($('seek').value);
    if (!paused) goOn();
  });
  document.addEventListener('keydown', (key) => { if (key.key === 'Escape' && item) stop(); });

  lookAtClock();
  setInterval(lookAtClock, 15000);
})();
