(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const cards = all(".finding");
  const pairs = all(".pair");
  const filters = one("#filters");
  const wide = matchMedia("(min-width: 62rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let current = null;

  root.classList.add("live");
  for (const tool of all("#filters, .tools button")) tool.hidden = false;

  // One pair of texts at a time.
  const show = (pair) => {
    for (const other of pairs) other.hidden = other !== pair;
    for (const tab of all("#pairs a")) {
      if (tab.hash === "#" + pair.id) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  };
  const scroll = (element, block = "center") =>
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

  // Brings both wordings of a finding into view: the row that holds most of its words.
  const find = (item) => {
    const pair = item.dataset.pair && document.getElementById(item.dataset.pair);
    if (!pair) return;
    show(pair);
    const marks = all(`mark[data-f~="${item.dataset.i}"]`, pair);
    for (const mark of marks) mark.classList.add("on");
    for (const ghost of all(`.elsewhere[data-f~="${item.dataset.i}"]`, pair)) ghost.classList.add("on");
    const sides = (row) => new Set(marks.filter((mark) => row.contains(mark)).map((mark) => mark.closest("td"))).size;
    const rows = [...new Set(marks.map((mark) => mark.closest("tr")))];
    for (const mark of marks) if (mark.closest("details")) mark.closest("details").open = true;
    const best = rows.reduce((best, row) => (best && sides(best) >= sides(row) ? best : row), null);
    if (best && wide.matches) {
      const tall = best.offsetHeight > innerHeight * 0.7;
      scroll(tall ? one(`mark[data-f~="${item.dataset.i}"]`, best) : best);
    }
  };

  const release = () => {
    current = null;
    for (const on of all(".on")) on.classList.remove("on");
  };

  // A finding, or a repeat inside its card.
  const select = (item) => {
    release();
    const card = item.closest(".finding");
    current = card;
    card.classList.add("on");
    item.classList.add("on");
    if (card.hidden) reset();
    find(item);
    const list = one(".list");
    if (wide.matches) {
      const top = card.getBoundingClientRect().top - list.getBoundingClientRect().top;
      const room = (filters ? filters.offsetHeight : 0) + 10;
      if (top < room || top + Math.min(card.offsetHeight, 240) > list.clientHeight) list.scrollTop += top - room;
    } else scroll(card, "start");
    one("a", item).focus({ preventScroll: true });
  };

  const go = (hash) => {
    let name = hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    const target = name && document.getElementById(name);
    if (!target) return;
    if (target.dataset.i !== undefined) return select(target);
    const pair = target.closest(".pair");
    if (pair) show(pair);
    scroll(target, target === pair ? "start" : "center");
  };
  const remember = (hash, add) => {
    try { history[add ? "pushState" : "replaceState"](null, "", hash); } catch { /* not in every viewer */ }
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      event.preventDefault();
      remember(link.hash, true);
      return go(link.hash);
    }
    const card = event.target.closest(".finding");
    const marked = event.target.closest(".pair mark");
    const item = marked ? cards.find((card) => all("[data-i]", card).concat(card)
      .some((item) => marked.dataset.f.split(" ").includes(item.dataset.i))) : card;
    if (!item || item === current || String(getSelection())) return;
    remember("#" + item.id, true);
    select(item);
  });
  addEventListener("popstate", () => go(location.hash));

  // Filters.
  const fits = (card) => {
    const kind = one("#kind").value;
    const source = one("#source").value;
    return all("[name=severity]").some((box) => box.checked && box.value === card.dataset.severity)
      && (!kind || card.dataset.kind === kind)
      && (!source || card.dataset.sources.split(" ").includes(source));
  };
  const filter = () => {
    if (!filters) return;
    for (const card of cards) card.hidden = !fits(card);
    const shown = cards.filter((card) => !card.hidden).length;
    one("#shown").textContent = shown === cards.length ? `${shown} findings` : `${shown} of ${cards.length} findings`;
    one("#reset").hidden = shown === cards.length;
  };
  const reset = () => {
    for (const box of all("[name=severity]")) box.checked = true;
    one("#kind").value = one("#source").value = "";
    filter();
  };
  if (filters) {
    filters.addEventListener("change", (event) => {
      filter();
      const source = one("#source").value;
      const pair = event.target.id === "source" && source && pairs.find((pair) => pair.id.endsWith("-" + source));
      if (pair) show(pair);
    });
    one("#reset").addEventListener("click", () => { reset(); one("[name=severity]").focus(); });
  }

  // Keys.
  const help = one("#help");
  const step = (by) => {
    const shown = cards.filter((card) => !card.hidden);
    const at = shown.indexOf(current);
    const next = at < 0 ? shown[by > 0 ? 0 : shown.length - 1] : shown[at + by];
    if (!next) return;
    remember("#" + next.id, false);
    select(next);
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    f: () => { if (filters) { scroll(filters, "nearest"); one("input", filters).focus(); } },
    "?": () => help.showModal(),
    Escape: release,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.target.closest("select, textarea")) return;
    const key = keys[event.key];
    if (!key || (event.key !== "Escape" && !one("#single").checked)) return;
    event.preventDefault();
    key();
  });
  one("#keys").addEventListener("click", () => help.showModal());
  one("#close").addEventListener("click", () => help.close());

  // Light or dark, as the system has it or the other way round.
  const theme = one("#theme");
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; name(); });
  name();

  filter();
  if (pairs.length) show(pairs[0]);
  go(location.hash);
})();
