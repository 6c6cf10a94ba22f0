/* The canvas: vis-network holds the camera and draws; positions and what is visible are ours. */

const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
const memory = {
  get: key => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* file:// and sandboxed frames may refuse */ } },
};

/* Where things stand now: cards and incidents by key ("7", "i2"), way-points by pair of cards, columns by number. */
let place = { at: new Map(), ways: new Map(), columns: new Map() };
/* What is drawn now, after isolating and in the map: cards by key, lines, incidents. */
let shown = { cards: new Map(), lines: [], incidents: [] };
const incidentKey = incident => `i${incident.n}`;

const dots = new globalThis.vis.DataSet(
  [...NODES.filter(node => node.home && (!node.fold || node.fold.head === node)).map(node => ({ id: `n${node.n}`, ...node.home })), ...INCIDENTS.map(i => ({ id: `n${incidentKey(i)}`, x: 0, y: 0 }))]
    .map(dot => ({ ...dot, label: " ", shape: "custom", ctxRenderer: renderer })),
);
const network = new globalThis.vis.Network($("g"), { nodes: dots, edges: new globalThis.vis.DataSet([]) }, block("options"));
let scale = 1;

function renderer({ ctx, id, x, y }) {
  const key = id[1] === "i" ? id.slice(1) : Number(id.slice(1)), box = boxOf(key);
  return { nodeDimensions: { width: box.w, height: box.h }, drawNode: () => paintNode(ctx, key, x, y) };
}
function boxOf(key) {
  if (typeof key === "string") return { w: 180, h: 42 };
  if (S.map && !S.iso) { const r = discRadius(key); return { w: CARD_W, h: 2 * r + 46 }; }
  return { w: CARD_W, h: CARD_H };
}
/* A disc of the map: its area is proportional to the people behind the supplier on the day shown. */
function discRadius(n) {
  const people = radius(NODES[n].i)?.people.lo ?? 0, [least, most] = PAGE.discs;
  return people && PAGE.most ? Math.max(least, most * Math.sqrt(people / Math.max(PAGE.most, people))) : 2 * least;
}

/* Move things: the positions of vis-network are set directly, which spares it a comparison of every node. */
function settle() {
  for (const [key, at] of place.at) {
    const id = `n${key}`;
    if (!network.body.nodes[id]) dots.add({ id, ...at, label: " ", shape: "custom", ctxRenderer: renderer });
    const dot = network.body.nodes[id];
    dot.x = at.x; dot.y = at.y;
  }
}

const size = () => ({ w: $("g").clientWidth, h: $("g").clientHeight });
const HEAD = 34; /* height of the column headings, in pixels */
function boxAround(keys) {
  let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
  for (const key of keys) {
    const at = place.at.get(key), box = boxOf(key);
    if (!at) continue;
    x0 = Math.min(x0, at.x - box.w / 2); x1 = Math.max(x1, at.x + box.w / 2);
    y0 = Math.min(y0, at.y - box.h / 2 - 8); y1 = Math.max(y1, at.y + box.h / 2 + 8);
  }
  return x0 === Infinity ? null : { x0, y0, x1, y1 };
}
/* The card to keep in sight: where what is chosen starts, else what the page was asked for. */
function originKey() {
  if (chosen) return [...chosen.cards].find(([, role]) => role === "origin")?.[0];
  const asked = NODE_BY_ID.get(PAGE.start[0]);
  return asked && cardKey(asked);
}
const everything = () => [...shown.cards.keys(), ...shown.incidents.map(incidentKey)];
/* Show the keys; `least` is the smallest scale: labels stay legible, and what does not fit is panned to. */
function fit(keys = everything(), { animate = false, most = 1.15, least = 0.05 } = {}) {
  const middle = place.at.get(originKey());
  const box = boxAround(keys), { w, h } = size();
  if (!box || !w) return;
  const top = HEAD + 14, bottom = $("banner").hidden ? 24 : Math.min(size().h * 0.45, $("banner").offsetHeight + 28), side = 24;
  const s = Math.max(least, Math.min(most, (w - 2 * side) / (box.x1 - box.x0), (h - top - bottom) / (box.y1 - box.y0)));
  const wide = (box.x1 - box.x0) * s > w - side, tall = (box.y1 - box.y0) * s > h - top - bottom;
  /* what does not fit is shown from its beginning, or around what is chosen */
  const clamp = (v, lo, hi) => Math.max(lo, Math.min(hi, v)), left = box.x0 + (w / 2 - side) / s, above = box.y0 + (h / 2 - top) / s;
  const x = wide ? clamp(middle?.x ?? left, left, box.x1 - (w / 2 - side) / s) : (box.x0 + box.x1) / 2;
  const y = tall ? clamp(middle?.y ?? above, above, box.y1 - (h / 2 - bottom) / s) : (box.y0 + box.y1) / 2 - (top - bottom) / 2 / s;
  network.moveTo({ position: { x, y }, scale: s, animation: animate && !reduced ? { duration: 280, easingFunction: "easeInOutQuad" } : false });
}
/* Move the camera only when what was asked for is out of sight. */
function reveal(key) {
  const at = place.at.get(key);
  if (!at) return;
  const p = network.canvasToDOM(at), { w, h } = size(), m = 100 * network.getScale();
  if (p.x < m || p.x > w - m || p.y < HEAD + 20 || p.y > h - 60 || network.getScale() < 0.4) {
    network.moveTo({ position: at, scale: Math.max(network.getScale(), 0.75), animation: reduced ? false : { duration: 240, easingFunction: "easeInOutQuad" } });
  }
}

/* What lies under a point of the canvas (in pixels of the element): a card, an incident, a line, or nothing. */
function under(x, y) {
  const p = network.DOMtoCanvas({ x, y });
  for (const key of everything()) {
    const at = place.at.get(key), box = boxOf(key);
    if (at && Math.abs(p.x - at.x) <= box.w / 2 + 2 && Math.abs(p.y - at.y) <= box.h / 2 + 2) return { card: key, foot: p.y > at.y + box.h / 2 - 22 };
  }
  if (S.map && !S.iso) return null;
  const reach = Math.max(6, 6 / network.getScale());
  let best = null, nearest = reach;
  for (const line of shown.lines) {
    const route = routeOf(line);
    if (p.x < route.x0 - reach || p.x > route.x1 + reach || p.y < route.y0 - reach || p.y > route.y1 + reach) continue;
    for (const s of route.segments) {
      for (let i = 0; i <= 24; i++) {
        const u = i / 24, v = 1 - u, d = Math.hypot(
          v * v * v * s[0] + 3 * v * v * u * s[2] + 3 * v * u * u * s[4] + u * u * u * s[6] - p.x,
          v * v * v * s[1] + 3 * v * v * u * s[3] + 3 * v * u * u * s[5] + u * u * u * s[7] - p.y);
        if (d < nearest) { nearest = d; best = line; }
      }
    }
  }
  return best ? { line: best } : null;
}
