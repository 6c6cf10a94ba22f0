/* What a reader does: pointer, keyboard, search, time, language, theme; and the start. */

const tip = $("tip");
let pointer = { x: 0, y: 0 };
function hideTip() { tip.hidden = true; if (S.hover !== null) { S.hover = null; network.redraw(); } $("g").style.cursor = ""; }
function placeTip(x, y) {
  const { w, h } = size(), a = tip.offsetWidth, b = tip.offsetHeight;
  tip.style.left = `${Math.max(6, Math.min(w - a - 6, x + 16))}px`;
  tip.style.top = `${Math.max(HEAD + 4, y + 18 + b > h ? y - b - 12 : y + 18)}px`;
}
/* The evidence in plain words, for the pointer and for the keyboard. */
function tipFor(target) {
  if (typeof target === "string" && target[0] === "i") {
    const incident = INCIDENTS[Number(target.slice(1))];
    return [el("b", "", name(nameOf(incident))), small([when(incident), list(incident.at.map(p => called(p.p)))].filter(Boolean).join(" · ")), small(bounds(radius(incident.i)?.people ?? { lo: 0, hi: 0 })), small(sourceText((incident.ev ?? []).slice(0, 2)))];
  }
  if (typeof target === "number") {
    const card = shown.cards.get(target), node = card.node, hit = chosen?.outcome.get(target), parts = [el("b", "", name(cardName(card))), small([t(`kind.${node.k}`), node.size ? range(node.size, "persons") : null].filter(Boolean).join(" · "))];
    if (hit) parts.push(small([t(`outcome.${hit.outcome}`), hit.past ? t("past") : null, ...(hit.why ?? []).map(why => word("why", why))].filter(Boolean).join(", ")));
    const answer = radius(node.i);
    if (answer && answer.hits.size) parts.push(small(bounds(answer.people)));
    for (const incident of eventsAt(node)) parts.push(small(fill("pair", when(incident), nameOf(incident))));
    const line = [...(scene.byCard.get(target)?.out ?? []), ...(scene.byCard.get(target)?.into ?? [])][0];
    if (line) parts.push(tagged("why", sentence(line.arrows[0])), small(sourceText(line.arrows[0].ev.slice(0, 2))));
    if (card.fold) parts.push(small(t("fold.hint")));
    return parts;
  }
  const arrow = target.arrows[0], parts = [el("b", "", name(sentence(arrow))), small(`${voiceOf(arrow.st, arrow.who)} · ${t(`force.${arrow.state}`)} · ${period(arrow)}`)];
  parts.push(...otherReadings(arrow));
  if (target.arrows.length > 1) parts.push(small(`× ${number(target.arrows.length)}`));
  parts.push(small(sourceText(arrow.ev.slice(0, 3))));
  return parts;
}
let waiting = false;
$("g").addEventListener("pointermove", event => {
  const r = $("g").getBoundingClientRect();
  pointer = { x: event.clientX - r.left, y: event.clientY - r.top };
  if (waiting || event.buttons) { if (event.buttons) hideTip(); return; }
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const found = under(pointer.x, pointer.y), target = found?.card ?? found?.line ?? null, key = found?.line ? found.line.key : target;
    if (key === S.hover) { if (target !== null) placeTip(pointer.x, pointer.y); return; }
    S.hover = key;
    $("g").style.cursor = target === null ? "" : "pointer";
    if (target === null) tip.hidden = true;
    else { tip.replaceChildren(...tipFor(target)); tip.hidden = false; placeTip(pointer.x, pointer.y); }
    network.redraw();
  });
});
$("g").addEventListener("pointerleave", hideTip);
network.on("zoom", () => { hideTip(); asked = null; });
network.on("dragStart", () => { hideTip(); asked = null; });
network.on("click", event => {
  const { x, y } = event.pointer.DOM, found = under(x, y), shift = !!event.event?.srcEvent?.shiftKey;
  if (!found) { if (chosen) clear(); return; }
  if (found.line) { selectLine(found.line.key); return; }
  if (typeof found.card === "string") { selectIncident(INCIDENTS[Number(found.card.slice(1))].i); return; }
  const card = shown.cards.get(found.card);
  if (card.fold && found.foot && card.fold.members.length <= 60) { unfold(card.fold, card.fold.members); return; }
  select(found.card, { second: shift });
});
/* In an article the wheel scrolls the article: there the picture zooms with Ctrl or with its buttons. */
if (PAGE.embed) $("g").addEventListener("wheel", event => { if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation(); }, { capture: true });

const zoom = k => { asked = null; network.moveTo({ scale: network.getScale() * k, animation: reduced ? false : { duration: 140, easingFunction: "linear" } }); };
$("zin").onclick = () => zoom(1.3);
$("zout").onclick = () => zoom(1 / 1.3);
$("zfit").onclick = () => fit(everything(), { animate: true });
$("clear").onclick = clear;
$("iso").onclick = isolate;
$("mapbtn").onclick = () => { S.map = !(S.map && !S.iso); S.iso = false; S.node = S.second = S.incident = S.arrow = null; S.tab = 1; render(); home(); };
$("stepsbtn").onclick = () => { S.steps = !S.steps; S.tables = null; render(); };
$("tab1").onclick = () => { S.tab = 1; panels(); };
$("tab2").onclick = () => { S.tab = 2; panels(); };
$("tablebtn").onclick = () => { S.tables = S.tables ? null : chosen ? "actors" : "relations"; render(); if (S.tables) $("tables").focus(); };
$("skip").onclick = event => { event.preventDefault(); S.tables = "relations"; render(); $("tables").focus(); };
$("sidebtn").onclick = () => { const on = document.body.classList.toggle("side"); $("sidebtn").setAttribute("aria-expanded", String(on)); };
$("linkbtn").onclick = async () => {
  try { await navigator.clipboard.writeText(location.href); say(t("copied")); $("linkbtn").textContent = t("copied"); setTimeout(() => { $("linkbtn").textContent = t("link"); }, 1500); } catch { say(location.href); }
};
$("themebtn").onclick = () => { S.theme = S.theme === "dark" ? "light" : "dark"; memory.set("maillon-theme", S.theme); readTheme(); render(); };
$("langbtn").onclick = () => { S.lang = S.lang === "fr" ? "en" : "fr"; words(); render(); };

/* Keyboard: arrows follow the relations, Enter chooses, Shift+Enter shows the way between two. */
function step(key) {
  const keys = everything(), here = keys.includes(S.focus) ? S.focus : null, at = k => place.at.get(k);
  if (here === null) return keys.sort((a, b) => at(a).x - at(b).x || at(a).y - at(b).y)[0];
  const nearest = list_ => list_.sort((a, b) => Math.hypot(at(a).x - at(here).x, at(a).y - at(here).y) - Math.hypot(at(b).x - at(here).x, at(b).y - at(here).y))[0];
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const right = key === "ArrowRight", linked = (typeof here === "number" ? scene.byCard.get(here)?.[right ? "out" : "into"] ?? [] : []).map(line => right ? line.b : line.a).filter(k => keys.includes(k));
    return nearest(linked.length ? linked : keys.filter(k => right ? at(k).x > at(here).x + 60 : at(k).x < at(here).x - 60));
  }
  const column = keys.filter(k => Math.abs(at(k).x - at(here).x) < 60).sort((a, b) => at(a).y - at(b).y);
  return column[column.indexOf(here) + (key === "ArrowDown" ? 1 : -1)];
}
function focusOn(key) {
  S.focus = key;
  reveal(key);
  network.redraw();
  const p = network.canvasToDOM(place.at.get(key));
  tip.replaceChildren(...tipFor(key)); tip.hidden = false; placeTip(p.x + 40, p.y + 20);
  say(typeof key === "string" ? `${t("incident.one").replace("{0}", "")} ${nameOf(INCIDENTS[Number(key.slice(1))])}` : describe(key));
}
$("g").addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key;
  if (key.startsWith("Arrow")) { const next = step(key); if (next !== undefined) focusOn(next); }
  else if (key === "Enter" || key === " ") { if (typeof S.focus === "string") selectIncident(INCIDENTS[Number(S.focus.slice(1))].i); else if (S.focus !== null && shown.cards.has(S.focus)) select(S.focus, { second: event.shiftKey }); }
  else if (key === "e" || key === "E") { const fold = shown.cards.get(S.focus)?.fold; if (!fold) return; if (fold.members.length <= 60) unfold(fold, fold.members); else { select(S.focus); $("members-q")?.focus(); } }
  else if (key === "i" || key === "I") { if ($("iso").hidden) return; isolate(); }
  else if (key === "+" || key === "=") zoom(1.3);
  else if (key === "-") zoom(1 / 1.3);
  else if (key === "0") fit(everything(), { animate: true });
  else return;
  event.preventDefault();
});
$("g").addEventListener("focus", () => network.redraw());
$("g").addEventListener("blur", () => { hideTip(); network.redraw(); });
document.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    if (!tip.hidden) hideTip();
    if (!$("found").hidden) closeSearch(); else if (S.tables) { S.tables = null; render(); $("tablebtn").focus(); } else if (document.body.classList.contains("side")) $("sidebtn").click(); else clear();
  } else if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); $("q").focus(); $("q").select(); }
});

/* Search: names and aliases, accents and case folded, in every language the data has. */
const searched = (...texts) => texts.filter(Boolean).map(folded).join("\n");
const SEARCHED = [
  ...NODES.map(node => ({ node, text: searched(node.name, node.fr, node.en, ...(node.also ?? []), node.i) })),
  ...INCIDENTS.map(incident => ({ incident, text: searched(incident.name, incident.fr, incident.en, incident.i) })),
];
const q = $("q"), foundList = $("found");
let found = [], current = -1;
function closeSearch() { foundList.hidden = true; q.setAttribute("aria-expanded", "false"); q.removeAttribute("aria-activedescendant"); current = -1; }
function pick(hit) {
  closeSearch();
  q.value = ""; S.tables = null;
  if (hit.incident) { if (!happened(hit.incident)) S.day = hit.incident.on; if (S.incident !== hit.incident.i) selectIncident(hit.incident.i); }
  else {
    S.kinds.add(hit.node.k);
    build();
    if (!scene.cards.has(cardKey(hit.node))) { S.lines = new Set(LINES); S.kinds = new Set(PAGE.roles.map(r => r.k)); S.day = LAST; build(); }
    if (hit.node.fold) unfold(hit.node.fold, [hit.node]);
    select(hit.node.n);
    reveal(cardKey(hit.node));
  }
  $("g").focus();
}
function markFound(i) {
  current = i;
  [...foundList.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === i)));
  if (i >= 0) { q.setAttribute("aria-activedescendant", `found${i}`); foundList.children[i].scrollIntoView({ block: "nearest" }); }
}
q.oninput = () => {
  const wanted = folded(q.value);
  if (!wanted) { closeSearch(); return; }
  found = SEARCHED.filter(item => item.text.includes(wanted)).sort((a, b) => b.text.startsWith(wanted) - a.text.startsWith(wanted)).slice(0, 12);
  foundList.replaceChildren(...found.map((hit, i) => {
    const item = el("li", "", hit.node ? swatch(hit.node.k, 18) : el("span", "tri", "▲"), el("span", "", name(nameOf(hit.node ?? hit.incident))), el("small", "", hit.node ? t(`kind.${hit.node.k}`) : t("incident")));
    item.setAttribute("role", "option"); item.id = `found${i}`;
    item.onmousedown = event => { event.preventDefault(); pick(hit); };
    return item;
  }));
  if (!found.length) { const none = el("li", "", t("none")); none.setAttribute("role", "option"); none.setAttribute("aria-disabled", "true"); foundList.append(none); }
  foundList.hidden = false;
  q.setAttribute("aria-expanded", "true");
  markFound(found.length ? 0 : -1);
};
q.onkeydown = event => {
  if (foundList.hidden) return;
  if (event.key === "ArrowDown") markFound(Math.min(found.length - 1, current + 1));
  else if (event.key === "ArrowUp") markFound(Math.max(0, current - 1));
  else if (event.key === "Enter") { if (found[current]) pick(found[current]); }
  else return;
  event.preventDefault();
};
q.onblur = closeSearch;

/* Time: a step of the slider is a month, shown as it was on its last day; the field takes any day. */
const monthOf = iso => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
const M0 = monthOf(FIRST), M1 = Math.max(M0 + 1, monthOf(LAST));
const lastDay = month => { const d = new Date(Date.UTC(2000, 0, 1)); d.setUTCFullYear(Math.floor(month / 12), month % 12 + 1, 0); return d.toISOString().slice(0, 10); };
function setDay(iso) { S.day = iso; render(); keep(chosen ? chosenKeys() : everything()); }
function buildTime() {
  const slider = $("slider"), share = iso => `${Math.min(100, Math.max(0, (monthOf(iso) - M0) / (M1 - M0) * 100))}%`;
  slider.max = M1 - M0; slider.value = Math.min(M1, Math.max(M0, monthOf(S.day))) - M0;
  slider.setAttribute("aria-valuetext", day(S.day, true));
  if (document.activeElement !== $("day")) $("day").value = S.day;
  const key = `${S.lang}|${innerWidth}`;
  if (buildTime.key === key) return;
  buildTime.key = key;
  $("events").replaceChildren(...INCIDENTS.filter(i => i.on).map(i => { const mark = el("i"); mark.style.left = share(i.on); return mark; }));
  const years = [], wide = $("years").clientWidth, every = Math.max(1, Math.ceil((M1 - M0) / 12 / Math.max(2, wide / 60)));
  for (let y = Math.ceil(M0 / 12); y * 12 <= M1; y += every) { const mark = el("span", "", String(y)); mark.style.left = share(`${y}-01`); years.push(mark); }
  $("years").replaceChildren(...years);
}
$("slider").oninput = event => { const month = M0 + Number(event.target.value); setDay(month === monthOf(PAGE.asOf) ? PAGE.asOf : lastDay(month)); };
$("day").onchange = event => { if (/^\d{4}-\d{2}-\d{2}$/.test(event.target.value)) setDay(event.target.value); };
let playing = null;
$("play").onclick = () => {
  const sign = $("play").firstElementChild;
  if (playing) { clearInterval(playing); playing = null; sign.textContent = "▶"; return; }
  if (monthOf(S.day) >= monthOf(PAGE.asOf)) S.day = lastDay(M0);
  sign.textContent = "❚❚";
  playing = setInterval(() => {
    const next = Math.min(monthOf(PAGE.asOf), monthOf(S.day) + (reduced ? 12 : 1));
    setDay(next === monthOf(PAGE.asOf) ? PAGE.asOf : lastDay(next));
    if (next === monthOf(PAGE.asOf)) $("play").click();
  }, reduced ? 900 : 110);
};

function words() {
  const other = S.lang === "fr" ? "en" : "fr";
  document.documentElement.lang = S.lang;
  document.title = PAGE.title ?? title();
  $("title").textContent = document.title;
  $("lead").textContent = fill("lead", day(PAGE.asOf), number(SOURCES.length));
  if (PAGE.note) $("lead").textContent += ` · ${PAGE.note}`;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    if (element.tagName === "BUTTON") element.title = t(element.dataset.label);
    if (!element.dataset.text) element.setAttribute("aria-label", t(element.dataset.label)); /* else its visible text is its name */
  }
  q.placeholder = t("search"); q.setAttribute("aria-label", t("search")); foundList.setAttribute("aria-label", t("search"));
  $("langbtn").textContent = other.toUpperCase(); $("langbtn").lang = other; $("langbtn").setAttribute("aria-label", `${other.toUpperCase()} – ${TEXTS[other].language}`);
}
function title() {
  if (PAGE.subject === "map") return t("title.map");
  const names = PAGE.start.map(called);
  return names.length ? fill(`title.${PAGE.subject}.of`, list(names.slice(0, 3))) : t(`title.${PAGE.subject}`);
}

/* On paper: the whole picture, drawn afresh and in light colours, instead of the part that the screen shows. */
addEventListener("beforeprint", () => {
  const theme = S.theme;
  S.theme = "light"; readTheme();
  const paper = png();
  paper.id = "paper"; paper.setAttribute("role", "img"); paper.setAttribute("aria-label", document.title);
  S.theme = theme; readTheme();
  document.body.append(paper);
});
addEventListener("afterprint", () => $("paper")?.remove());

/* Start. */
S.theme = memory.get("maillon-theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
if (PAGE.embed) document.body.classList.add("embed");
const single = PAGE.start.length === 1 ? PAGE.start[0] : null;
if (INCIDENT_BY_ID.has(single)) S.incident = single;
if (location.hash.length > 1) recall();
readTheme();
words();
render();
home();
new ResizeObserver(() => { buildTime.key = ""; buildTime(); buildSteps(); fitted(); }).observe($("view"));
addEventListener("hashchange", () => { S.node = S.second = S.incident = S.arrow = null; recall(); words(); render(); home(); });
requestAnimationFrame(() => requestAnimationFrame(() => {
  home();
  document.body.dataset.ready = "1";
  /* unroll the answers while nobody waits */
  const ids = [...RADII.keys()];
  const warm = () => { const end = performance.now() + 12; while (ids.length && performance.now() < end) spansOf(ids.pop()); if (ids.length) setTimeout(warm, 30); };
  setTimeout(warm, 200);
}));
globalThis.maillon = { state: S, network, force, radius, select, selectIncident, clear, isolate, setDay, unfold, refold, folded, edtf, png, svg, render, fit: () => fit(), nodes: NODES, arrows: ARROWS, incidents: INCIDENTS, folds: FOLDS,
  scene: () => scene, shown: () => shown, chosen: () => chosen, at: key => place.at.get(key), box: boxOf, keys: everything, origin: originKey, letters: () => nameLetters() * network.getScale(), screen: key => network.canvasToDOM(place.at.get(key)), tables: () => Object.fromEntries(Object.entries(TABLES).map(([k, v]) => [k, v.rows().map(r => r.cells)])) };
