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
/* Show the keys, whole. Where that would make even the cards too small to tell apart, what is around the origin is shown instead,
   and how much lies beyond is said. */
const SMALLEST = 0.16, AROUND = 0.5;
let asked = null; /* what was last asked to be in view; null once the reader moved the camera */
function fit(keys = everything(), { animate = false, most = 1.15 } = {}) {
  keys = [...keys];
  const middle = place.at.get(originKey());
  const box = boxAround(keys), { w, h } = size();
  if (!box || !w) return;
  asked = { keys, most };
  const top = HEAD + 12, bottom = 16, side = 20, roomX = w - 2 * side, roomY = h - top - bottom;
  const whole = Math.min(most, roomX / (box.x1 - box.x0), roomY / (box.y1 - box.y0)), s = whole < SMALLEST ? AROUND : whole;
  const clamp = (v, lo, hi) => lo > hi ? (lo + hi) / 2 : Math.max(lo, Math.min(hi, v));
  const x = clamp(middle?.x ?? box.x0, box.x0 + roomX / 2 / s, box.x1 - roomX / 2 / s);
  const y = clamp(middle?.y ?? box.y0, box.y0 + roomY / 2 / s, box.y1 - roomY / 2 / s) - (top - bottom) / 2 / s;
  network.moveTo({ position: { x, y }, scale: s, animation: animate && !reduced ? { duration: 280, easingFunction: "easeInOutQuad" } : false });
}
/* Whether a card is wholly in the canvas, below the headings. */
function inside(key) {
  const box = boxAround([key]), { w, h } = size();
  if (!box) return true;
  const a = network.canvasToDOM({ x: box.x0, y: box.y0 }), z = network.canvasToDOM({ x: box.x1, y: box.y1 });
  return a.x >= 0 && a.y >= HEAD && z.x <= w && z.y <= h;
}
/* Move the camera only where something that was asked for is out of sight, or too small beside what it could be. */
function keep(keys) {
  keys = [...keys];
  if (!keys.every(inside) || network.getScale() < 0.3) fit(keys, { animate: true });
}
function reveal(key) { if (!inside(key)) keep(chosen ? chosenKeys() : everything()); }
/* After the element changed its size: the canvas follows, what fits where is found again, and what was asked for is in view again. */
function resized() {
  const { w, h } = size();
  if (!w || !h) return;
  network.setSize("100%", "100%");
  settlePlaces();
  if (asked) fit(asked.keys.filter(key => place.at.has(key)), asked); else network.redraw();
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
