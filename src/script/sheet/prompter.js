"use strict";
(() => {
  const body = document.body;
  const byId = (id) => document.getElementById(id);
  const main = document.querySelector("main");
  const sections = Array.from(document.querySelectorAll("main section"));
  const begins = Number(body.dataset.begins);
  const zone = Number(body.dataset.zone);
  const lasts = Number(body.dataset.lasts);
  const root = document.documentElement;
  // Tenths of a second, so that the seconds on the page change when those of the studio clock do.
  const TICK = 100;
  let current = 0;
  let origin = begins;
  let rehearsing = false;
  let scrolling = false;
  let drawn = 0;
  let followed = Infinity;
  // Where the page stands, with what is less than a pixel: a slow reader moves by fractions.
  let place = 0;

  const two = (number) => String(number).padStart(2, "0");
  // What is half a day away nobody counts down.
  const FAR = 12 * 3600000;
  const length = (milliseconds) => {
    if (Math.abs(milliseconds) >= FAR) return "—";
    const seconds = Math.ceil(Math.abs(milliseconds) / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
    const clock = hours > 0 ? hours + ":" + two(minutes % 60) : String(minutes);
    return (milliseconds < 0 ? "+" : "") + clock + ":" + two(seconds % 60);
  };
  const at = (index) => Number(sections[index].dataset.at);
  const ends = (index) => at(index) + Number(sections[index].dataset.takes);
  const isRead = (index) => sections[index].classList.contains("read");

  const show = (id, milliseconds) => {
    byId(id).textContent = length(milliseconds);
    byId(id).classList.toggle("late", milliseconds < 0 && milliseconds > -FAR);
  };

  const go = (index, moves = true) => {
    if (sections.length === 0) return;
    current = Math.min(Math.max(index, 0), sections.length - 1);
    sections.forEach((section, one) => {
      if (one === current) section.setAttribute("aria-current", "step");
      else section.removeAttribute("aria-current");
    });
    const next = sections[current + 1];
    byId("next").textContent = next ? next.dataset.part : "—";
    if (moves) {
      sections[current].scrollIntoView({ block: "start" });
      place = window.scrollY;
    }
    tick();
  };

  // What is heard from a file ends by itself; what is read ends when the announcer says so. Whoever goes back to look at
  // what is over is left there.
  const follow = (now) => {
    while (current + 1 < sections.length && !isRead(current) && followed < ends(current) && now >= ends(current)) go(current + 1);
    followed = now;
  };

  function tick() {
    const now = Date.now();
    const passed = now - origin;
    const local = new Date(now + zone);
    byId("clock").textContent = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(two).join(":");
    body.dataset.state = rehearsing ? "rehearsal" : passed < 0 ? "before" : passed < lasts ? "air" : "over";
    if (sections.length > 0) show("left", ends(current) - passed);
    show("rest", lasts - passed);
  }

  // So fast that the words pass in the time they have been given: that is the announcer's own rate.
  const roll = (time) => {
    if (!scrolling) return;
    const section = sections[current];
    const speed = section.offsetHeight / Math.max(Number(section.dataset.takes), 1000);
    place += speed * Math.min(time - drawn, 250);
    drawn = time;
    window.scrollTo(0, place);
    const below = section.getBoundingClientRect().bottom;
    if (below < 0.3 * window.innerHeight && current + 1 < sections.length) go(current + 1, false);
    requestAnimationFrame(roll);
  };

  const size = (factor) => {
    const now = parseFloat(getComputedStyle(main).fontSize);
    root.style.setProperty("--size", Math.min(Math.max(now * factor, 20), 160).toFixed(1) + "px");
    sections[current]?.scrollIntoView({ block: "start" });
    place = window.scrollY;
  };

  const pressed = (does, on) => {
    document.querySelector(`button[data-does="${does}"]`).setAttribute("aria-pressed", String(on));
  };

  const actions = {
    next: () => go(current + 1),
    previous: () => go(current - 1),
    first: () => go(0),
    last: () => go(sections.length - 1),
    bigger: () => size(1.1),
    smaller: () => size(1 / 1.1),
    mirror: () => pressed("mirror", body.toggleAttribute("data-mirror")),
    scroll: () => {
      scrolling = !scrolling;
      pressed("scroll", scrolling);
      drawn = performance.now();
      place = window.scrollY;
      if (scrolling) requestAnimationFrame(roll);
    },
    // It begins with the element in sight: a single news item can be rehearsed too.
    rehearse: () => {
      rehearsing = !rehearsing;
      pressed("rehearse", rehearsing);
      origin = rehearsing ? Date.now() - (sections.length > 0 ? at(current) : 0) : begins;
      followed = Date.now() - origin;
      tick();
    },
    help: () => (byId("help").open ? byId("help").close() : byId("help").showModal()),
  };

  const keys = {
    " ": "next", ArrowDown: "next", PageDown: "next", ArrowUp: "previous", PageUp: "previous", Home: "first", End: "last",
    "+": "bigger", "=": "bigger", "-": "smaller", "−": "smaller", m: "mirror", s: "scroll", r: "rehearse", "?": "help",
  };

  document.addEventListener("keydown", (pressed) => {
    if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return;
    const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
    // A button in focus takes the space bar for itself; here it always means the next element.
    const does = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (does === undefined || (byId("help").open && does !== "help")) return;
    pressed.preventDefault();
    actions[does]();
  });
  document.addEventListener("keyup", (released) => {
    if (released.key === " ") released.preventDefault();
  });
  document.querySelector("nav").addEventListener("click", (click) => {
    const button = click.target.closest("button");
    if (button) actions[button.dataset.does]();
  });
  byId("help").addEventListener("click", () => byId("help").close());
  sections.forEach((section, index) => section.addEventListener("click", () => go(index)));
  window.addEventListener("scroll", () => {
    if (!scrolling) place = window.scrollY;
  });

  main.classList.add("at-work");
  // Opened while the programme is on air, it begins with what is on.
  const passed = Date.now() - begins;
  const running = sections.findIndex((_, index) => passed >= at(index) && passed < ends(index));
  go(passed < lasts && running > 0 ? running : 0, running > 0 && passed < lasts);
  setInterval(() => {
    follow(Date.now() - origin);
    tick();
  }, TICK);
})();
