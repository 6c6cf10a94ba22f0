/* From state to page: one way, `render`. Whatever is chosen or filtered changes S and calls it. */

function visible() {
  const cards = new Map();
  for (const [key, card] of scene.cards) {
    if (S.iso ? chosen?.cards.has(key) : !S.map || PAGE.map[originOf(key)]) cards.set(key, card);
  }
  shown = { cards, lines: scene.lines.filter(line => cards.has(line.a) && cards.has(line.b)), incidents: [] };
}
const dense = () => scene.cards.size > 60;
let layoutKey = "";
function render() {
  build();
  if (S.node !== null && !scene.cards.has(cardKey(NODES[S.node]))) S.node = S.second = null;
  if (S.second !== null && !scene.cards.has(cardKey(NODES[S.second]))) S.second = null;
  if (S.incident && !happened(INCIDENT_BY_ID.get(S.incident))) S.incident = null;
  choose();
  if (S.arrow && !chosen) S.arrow = null;
  if (!chosen || chosen.none) S.iso = false;
  visible();
  const key = [S.map, S.iso, [...shown.cards.keys()].join(), shown.lines.map(l => l.key).join(), S.incident, S.day].join("#");
  if (key !== layoutKey) { layoutKey = key; settlePlaces(); }
  panels();
  fitted();
  if (S.tables) buildTables();
  network.redraw();
  remember();
}
/* The sentence above the canvas takes room of it: the canvas follows at once, not when the browser next looks. */
let measuredSize = "";
function fitted() {
  const { w, h } = size(), key = `${w}x${h}`;
  if (key === measuredSize) return;
  measuredSize = key;
  resized();
}
function panels() {
  const iso = $("iso");
  iso.hidden = !chosen || !!chosen.none || (S.map ? false : !S.iso && chosen.cards.size >= scene.cards.size);
  iso.setAttribute("aria-pressed", String(S.iso));
  const map = $("mapbtn");
  map.hidden = PAGE.subject !== "map" || !PAGE.map;
  map.setAttribute("aria-pressed", String(S.map && !S.iso));
  buildFilters(); buildDetail(); buildBanner(); buildTime(); buildSteps();
  $("tables").hidden = !S.tables;
  $("tablebtn").setAttribute("aria-pressed", String(!!S.tables));
  const empty = $("empty"), nothing = !NODES.length && !INCIDENTS.length;
  empty.hidden = !nothing && shown.cards.size > 0;
  empty.textContent = nothing ? t("empty.all") : t("empty.filters");
  const out = $("left-out"), parts = [];
  if (PAGE.dropped) parts.push(fill("left.cards", ["struck", "direct", "other"].filter(kind => PAGE.dropped[kind]).map(kind => fill(`left.${kind}`, number(PAGE.dropped[kind]))).join(t("semicolon"))));
  if (PAGE.leftOut) parts.push(fill("left.store", number(PAGE.leftOut[0]), number(PAGE.leftOut[1])));
  out.hidden = !parts.length;
  out.textContent = parts.join(" ");
}

/* Choosing. In a dense picture, and in the map, a choice isolates at once. */
function select(n, { second = false } = {}) {
  if (second && S.node !== null && n !== S.node) S.second = n; else { S.node = n; S.second = null; }
  S.incident = S.arrow = null;
  S.focus = n === null ? S.focus : cardKey(NODES[n]);
  if (n !== null) S.tab = 2;
  after();
}
function selectIncident(id) {
  S.incident = S.incident === id ? null : id;
  S.node = S.second = S.arrow = null;
  S.tab = S.incident ? 2 : 1;
  after();
}
function selectLine(key) {
  S.arrow = key; S.node = S.second = S.incident = null; S.tab = 2;
  render();
}
function after() {
  hideTip();
  const was = S.iso;
  S.iso = (S.node !== null || S.incident !== null) && S.second === null && (dense() || S.map || was);
  document.body.classList.remove("side");
  $("sidebtn").setAttribute("aria-expanded", "false");
  render();
  if (S.iso || was) fit(everything(), { animate: true });
  else if (chosen) keep(chosenKeys());
  if (chosen) say(S.node !== null && S.second === null ? describe(S.node) : $("said").textContent);
}
/* What is chosen, as keys of cards and of the incident. */
const chosenKeys = () => [...chosen.cards.keys(), ...(S.incident ? [incidentKey(INCIDENT_BY_ID.get(S.incident))] : [])].filter(key => place.at.has(key));
function clear() {
  const was = S.iso;
  S.node = S.second = S.incident = S.arrow = null; S.iso = false; S.tab = 1;
  if (S.map) for (const fold of FOLDS) { fold.open.clear(); fold.head = NODES[fold.origin]; }
  render();
  if (was) home();
}
function isolate() {
  S.iso = !S.iso;
  render();
  fit(everything(), { animate: true });
}
const home = () => fit(everything());

/* Opening a fold: one member, or all of them, become cards of their own. */
function unfold(fold, members) {
  for (const member of members) fold.open.add(member.n);
  if (fold.members.length - fold.open.size <= 1) for (const member of fold.members) fold.open.add(member.n);
  fold.head = fold.members.find(member => !fold.open.has(member.n)) ?? NODES[fold.origin];
  render();
  keep(everything());
}
function refold(fold) {
  fold.open.clear();
  fold.head = NODES[fold.origin];
  render();
}

/* Speaking to a screen reader. */
let speaking = null;
function say(text) { clearTimeout(speaking); speaking = setTimeout(() => { $("live").textContent = text; }, 40); }
function describe(n) {
  const node = NODES[n], card = scene.cards.get(cardKey(node)), at = scene.byCard.get(cardKey(node)) ?? { out: [], into: [] }, events = eventsAt(node).length;
  const parts = [card ? cardName(card) : nameOf(node), t(`kind.${node.k}`)];
  if (events) parts.push(plural("incident", events));
  parts.push(fill("ways", number(at.into.length), number(at.out.length)));
  const answer = radius(node.i);
  if (answer) parts.push(bounds(answer.people));
  return parts.join(", ");
}

/* The link that opens this view again. */
function remember() {
  const h = new URLSearchParams();
  if (S.incident) h.set("incident", S.incident);
  if (S.node !== null) h.set("node", NODES[S.node].i);
  if (S.second !== null) h.set("to", NODES[S.second].i);
  if (S.day !== PAGE.asOf) h.set("day", S.day);
  if (S.lang !== PAGE.lang) h.set("lang", S.lang);
  if (S.iso) h.set("only", "1");
  if (S.tables) h.set("view", "table");
  if (PAGE.map && !S.map) h.set("all", "1");
  const hidden = PAGE.roles.map(r => r.k).filter(k => !S.kinds.has(k)), without = LINES.filter(k => !S.lines.has(k));
  if (hidden.length) h.set("without", hidden.join(","));
  if (LINES.filter(k => S.lines.has(k)).join() !== LINES_AT_FIRST) h.set("lines", without.join(",") || "all");
  try { history.replaceState(null, "", `#${h}`); } catch { /* sandboxed frames may refuse */ }
}
function recall() {
  const h = new URLSearchParams(location.hash.slice(1)), node = NODE_BY_ID.get(h.get("node")), to = NODE_BY_ID.get(h.get("to"));
  if (TEXTS[h.get("lang")]) S.lang = h.get("lang");
  if (/^\d{4}-\d{2}-\d{2}$/.test(h.get("day") ?? "")) S.day = h.get("day");
  for (const kind of (h.get("without") ?? "").split(",")) S.kinds.delete(kind);
  if (h.has("lines")) S.lines = new Set(LINES.filter(line => !h.get("lines").split(",").includes(line)));
  if (h.get("all") === "1") S.map = false;
  if (INCIDENT_BY_ID.has(h.get("incident"))) S.incident = h.get("incident");
  else if (node) { S.node = node.n; if (to) S.second = to.n; }
  S.tab = S.incident || S.node !== null ? 2 : 1;
  S.iso = h.get("only") === "1";
  if (h.get("view") === "table") S.tables = "relations";
}
