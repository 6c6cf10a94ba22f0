/* The data of the page, as `reports/picture/content.py` writes it, made easy to ask. */

const $ = id => document.getElementById(id);
const block = id => JSON.parse($(id).textContent);
/* `content.py` leaves out what is empty. */
const PAGE = { folds: [], columns: [], column: {}, ways: {}, bands: [], gathered: [], start: [], incidents: [], sources: [], names: {}, licences: [], radii: {}, words: {}, ...block("page") };
const TEXTS = block("texts");
const [CARD_W, CARD_H] = PAGE.card;
const COLUMN_GAP = PAGE.gap;

/* Roles: k (key), tier, colour, glyph, shape. */
const ROLES = new Map(PAGE.roles.map(role => [role.k, role]));

/* Nodes. From content.py: i (id), name, fr, en, k (role), u (unnamed), also, size, count, people, in, cc, note, ev.
   Added here: n (number), home (where its card stands when all is shown; null inside a fold), column, fold, out, into. */
const NODES = block("nodes").map((raw, n) => ({
  ev: [], ...raw.data, n, home: raw.x === undefined ? null : { x: raw.x, y: raw.y }, column: PAGE.column[n], fold: null, out: [], into: [],
}));
const NODE_BY_ID = new Map(NODES.map(node => [node.i, node]));

/* Folds: cards that stand for several nodes. `head` is the member that gives the card its key, `open` the numbers of those
   shown apart; `origin` names the place that Python gave the card. */
const FOLDS = PAGE.folds.map(members => ({ head: NODES[members[0]], origin: members[0], members: members.map(m => NODES[m]), open: new Set() }));
for (const fold of FOLDS) for (const member of fold.members) { member.fold = fold; member.column = fold.head.column; member.home = fold.head.home; }

/* Relations. From content.py: t (type), sv (service), ct (contract), s/se since, u/ue until, n/ne last seen, st (status),
   d (data), sc (scope), dep (deployment), end (data after the end), cf (conflict), co (contested by some reading), g (governance), x [live, ended], note, ev. `look` is the line it is drawn with: the
   status of the reading that it shows, and contested where anybody contests it. */
/* In a live atlas: by id, the address of its page and that of this picture with its neighbours too. */
const LEADS = new Map(Object.entries(PAGE.around ?? {}));

const ARROWS = block("edges").map((raw, n) => ({
  ev: [], ...raw.data, k: n, from: NODES[Number(raw.from.slice(1))], to: NODES[Number(raw.to.slice(1))],
  look: raw.data.co ? "contested" : raw.data.st ?? "reported",
}));
for (const arrow of ARROWS) { arrow.from.out.push(arrow); arrow.to.into.push(arrow); }

/* Incidents: i (id), names, on/to (occurred), seen, told, eff, at, by (doors), hit, data, note (notices), claims, span (lines: what the figures
   cover together, and what is not in it), open, ev. */
const INCIDENTS = PAGE.incidents.map((incident, n) => ({
  ev: [], at: [], by: [], hit: [], data: [], note: [], claims: [], span: [], open: [], ...incident, n,
}));
const INCIDENT_BY_ID = new Map(INCIDENTS.map(incident => [incident.i, incident]));
const incidentsAt = new Map();
for (const incident of INCIDENTS) for (const place of incident.at) {
  const node = NODE_BY_ID.get(place.p);
  if (node) (incidentsAt.get(node.n) ?? incidentsAt.set(node.n, []).get(node.n)).push(incident);
}

const SOURCES = PAGE.sources;
const NAMES = new Map(Object.entries(PAGE.names));

/* What the commands answer about each origin: spans of time, unrolled from what changes between them.
   A span: first day ("" from ever), hits (node number → {outcome, past, why, way}), people, professionals, carers, far. */
const OUTCOMES = ["potential", "observed", "cleared"];
const RADII = new Map();
for (const [key, spans] of Object.entries(PAGE.radii)) RADII.set(/^\d+$/.test(key) ? NODES[key].i : key, spans);
/* A graph too large for a page has the figures of its suppliers instead, for the day of the page only. */
const SIZES = PAGE.sizes && new Map(Object.entries(PAGE.sizes).map(([n, [lo, hi, unknown, far, ap, co]]) => [
  NODES[n].i, { hits: new Map(), people: { lo, hi, un: Array(unknown), n: 1, ap, co }, professionals: null, carers: null, far },
]));
const unrolled = new Map();
function spansOf(id) {
  if (!unrolled.has(id)) {
    let hits = new Map();
    unrolled.set(id, (RADII.get(id) ?? []).map(span => {
      hits = new Map(hits);
      for (const n of span["-"] ?? []) hits.delete(n);
      for (const [n, code, why, ...way] of span["+"] ?? []) {
        hits.set(n, { outcome: OUTCOMES[code & 3], past: code >= 4, why: why ? why.split(" ") : [], way });
      }
      return { first: span.d ?? "", hits, people: span.p, professionals: span.q ?? null, carers: span.c, far: span.far ?? 0 };
    }));
  }
  return unrolled.get(id);
}
