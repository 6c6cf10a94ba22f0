/* State of the page, and what of the data it shows: the day, the filters, what is chosen. */

const S = {
  lang: PAGE.lang, theme: null, day: PAGE.asOf,
  node: null, second: null, incident: null, arrow: null, focus: null, hover: null, /* nodes by number, incidents by id, arrows by key */
  iso: false, steps: true, map: PAGE.subject === "map" && !!PAGE.map, tables: null, tab: 1,
  kinds: new Set(PAGE.roles.map(role => role.k)),
  lines: new Set(["confirmed", "reported", "claimed", "contested", "past"]),
};
/* Who owns whom crosses the columns: in a large picture it is drawn only when asked for. */
if (NODES.filter(node => node.home).length <= 60) S.lines.add("governance");
const LINES_AT_FIRST = [...S.lines].join();
const days = ARROWS.flatMap(a => [a.s, a.u]).concat(INCIDENTS.map(i => i.on)).filter(Boolean);
const LAST = [PAGE.asOf, ...days].reduce((a, b) => a > b ? a : b);
const FIRST = days.reduce((a, b) => a < b ? a : b, PAGE.asOf);

/* The rule of `Arrow.force` (queries/trust.py): what is known of a relation on one day. */
function force(arrow, on) {
  if (arrow.s && arrow.s > on) return "not_begun";
  if (arrow.u && arrow.u < on) return "past";
  const begun = [arrow.s, arrow.n].some(d => d && d <= on), lasting = [arrow.u, arrow.n].some(d => d && d >= on);
  return begun && lasting ? "in_force" : "unknown";
}
/* Whether a breach comes through on the day, by the verdicts of queries/crossing.py that the data carries. */
const carries = (arrow, state) => state !== "not_begun" && !arrow.g && ["yes", "possible"].includes(arrow.x[state === "past" ? 1 : 0]);
const happened = incident => !incident.on || incident.on <= S.day;
const eventsAt = node => (incidentsAt.get(node.n) ?? []).filter(happened);

/* The answer of `maillon blast-radius` for an origin on the day shown. */
function radius(id) {
  if (SIZES) return S.day === PAGE.asOf ? SIZES.get(id) ?? null : null;
  const spans = spansOf(id);
  let found = null;
  for (const span of spans) if (span.first <= S.day) found = span;
  return found;
}

/* The scene: cards (a node, or a fold of several) and lines (relations between cards that look the same, drawn once). */
let scene = { cards: new Map(), lines: [], byCard: new Map() };
const cardKey = node => node.fold && !node.fold.open.has(node.n) ? node.fold.head.n : node.n;
function build() {
  const lines = new Map(), used = new Set(), byCard = new Map();
  const touch = (key, side, line) => (byCard.get(key) ?? byCard.set(key, { out: [], into: [] }).get(key))[side].push(line);
  for (const arrow of ARROWS) {
    const state = force(arrow, S.day);
    arrow.state = state;
    if (state === "not_begun" || !S.lines.has(arrow.look) || (state === "past" && !S.lines.has("past"))) continue;
    if (arrow.g && !S.lines.has("governance")) continue;
    if (!S.kinds.has(arrow.from.k) || !S.kinds.has(arrow.to.k)) continue;
    const a = cardKey(arrow.from), b = cardKey(arrow.to);
    if (a === b || !arrow.from.home || !arrow.to.home) continue;
    const key = [a, b, arrow.t, arrow.sv ?? "", arrow.look, state].join("|");
    let line = lines.get(key);
    if (!line) {
      line = { key, a, b, arrows: [], state, status: arrow.look, type: arrow.t, governance: !!arrow.g };
      lines.set(key, line); touch(a, "out", line); touch(b, "into", line); used.add(a); used.add(b);
    }
    line.arrows.push(arrow);
  }
  for (const node of NODES) if (node.home && S.kinds.has(node.k) && (eventsAt(node).length || PAGE.start.includes(node.i))) used.add(cardKey(node));
  const cards = new Map();
  for (const n of [...used].sort((a, b) => a - b)) {
    const node = NODES[n], fold = node.fold && !node.fold.open.has(n) ? node.fold : null;
    cards.set(n, { n, node, fold });
  }
  scene = { cards, lines: [...lines.values()].filter(line => cards.has(line.a) && cards.has(line.b)), byCard };
}

/* What is chosen, as roles of cards and lines: origin, up (who trusts it), down (whom it trusts), path, and for an
   incident the outcomes. Up is the answer of the commands; down is the same answer read from the other end: those whose
   breach would reach it. Null: nothing is chosen. */
let chosen = null;
function choose() {
  chosen = null;
  const cards = new Map(), lines = new Map(), outcome = new Map();
  const put = (n, role) => { const key = cardKey(NODES[n]); if (scene.cards.has(key) && !cards.has(key)) cards.set(key, role); return key; };
  const join = (inside, role) => { for (const line of scene.lines) if (!lines.has(line.key) && inside.has(line.a) && inside.has(line.b) && line.arrows.some(a => carries(a, a.state))) lines.set(line.key, role); };
  if (S.incident) {
    const incident = INCIDENT_BY_ID.get(S.incident), answer = radius(S.incident), inside = new Set();
    for (const place of incident.at) { const node = NODE_BY_ID.get(place.p); if (node) inside.add(put(node.n, "origin")); }
    for (const [n, hit] of answer?.hits ?? []) { const key = put(n, "hit"); outcome.set(key, grave(outcome.get(key), hit)); if (hit.outcome !== "cleared") inside.add(key); }
    /* parties where something was shown although no recorded link reaches them */
    for (const shown of happened(incident) ? incident.hit : []) {
      const node = NODE_BY_ID.get(shown.p), told = { observed: "observed", not_affected: "cleared", possible: "potential" }[shown.o];
      if (node && !outcome.has(cardKey(node)) && cards.get(cardKey(node)) !== "origin") { put(node.n, "hit"); outcome.set(cardKey(node), { outcome: told, past: false, why: [], way: [], apart: true }); }
    }
    join(inside, "hit");
    chosen = { cards, lines, outcome, answer, id: S.incident };
  } else if (S.arrow) {
    const line = scene.lines.find(l => l.key === S.arrow);
    if (!line) return;
    cards.set(line.a, "origin"); cards.set(line.b, "origin"); lines.set(line.key, "origin");
    const up = new Set([line.a]), down = new Set([line.b]);
    for (const n of upstream(NODES[line.a]).keys()) up.add(put(n, "up"));
    for (const n of downstream(NODES[line.b])) down.add(put(n, "down"));
    join(up, "up"); join(down, "down");
    chosen = { cards, lines, outcome, answer: null, id: null };
  } else if (S.node !== null && S.second !== null) {
    const way = between(S.node, S.second);
    cards.set(cardKey(NODES[S.node]), "origin"); cards.set(cardKey(NODES[S.second]), "origin");
    for (const line of way ?? []) { put(line.a, "path"); put(line.b, "path"); lines.set(line.key, "path"); }
    chosen = { cards, lines, outcome, answer: null, id: null, none: !way };
  } else if (S.node !== null) {
    const node = NODES[S.node], answer = radius(node.i), up = new Set([put(node.n, "origin")]), down = new Set(up);
    for (const [n, hit] of answer?.hits ?? []) { const key = put(n, "up"); outcome.set(key, grave(outcome.get(key), hit)); if (hit.outcome !== "cleared") up.add(key); }
    for (const n of downstream(node)) down.add(put(n, "down"));
    join(up, "up"); join(down, "down");
    chosen = { cards, lines, outcome, answer, id: node.i };
  }
}
/* A fold shows the gravest outcome of its members (they are alike; a later answer may still tell them apart). */
const GRAVITY = ["observed", "potential", "cleared"];
const grave = (a, b) => !a || GRAVITY.indexOf(b.outcome) < GRAVITY.indexOf(a.outcome) ? b : a;
const upstream = node => new Map([...(radius(node.i)?.hits ?? [])].filter(([, hit]) => hit.outcome !== "cleared"));
/* Read from the other end, once per day shown: node number → those whose breach would reach it. */
let reaching = { day: null, by: new Map() };
function downstream(node) {
  if (reaching.day !== S.day) {
    reaching = { day: S.day, by: new Map() };
    for (const id of RADII.keys()) {
      const origin = NODE_BY_ID.get(id);
      if (!origin) continue;
      for (const [n, hit] of radius(id)?.hits ?? []) if (hit.outcome !== "cleared") (reaching.by.get(n) ?? reaching.by.set(n, []).get(n)).push(origin.n);
    }
  }
  return reaching.by.get(node.n) ?? [];
}
/* The way by which a breach of one of two would reach the other: the witness that the command gives. */
function between(a, b) {
  for (const [from, to] of [[a, b], [b, a]]) {
    const hit = radius(NODES[to].i)?.hits.get(from);
    if (!hit || hit.outcome === "cleared") continue;
    const keys = new Set(hit.way);
    const found = scene.lines.filter(line => line.arrows.some(arrow => keys.has(arrow.k)));
    if (found.length) return found;
  }
  return null;
}
