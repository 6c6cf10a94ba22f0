/* Where cards stand and how lines run. Python laid everything out (reports/picture/layout.py); here the same heights by
   least squares are found again for a part of it: the chain that is isolated, a fold that was opened. */

const GAP = 16, WAY = 14;
const pairKey = (a, b) => `${a}>${b}`;
const originOf = n => NODES[n].fold ? NODES[n].fold.origin : n;
const wayOf = line => PAGE.ways[pairKey(originOf(line.a), originOf(line.b))] ?? [];

function settlePlaces() {
  place = { at: new Map(), ways: new Map(), columns: new Map() };
  if (S.map && !S.iso) {
    for (const key of shown.cards.keys()) { const [x, y] = PAGE.map[originOf(key)]; place.at.set(key, { x, y }); }
  } else if (!S.iso && FOLDS.every(fold => !fold.open.size)) {
    PAGE.columns.forEach((tier, c) => place.columns.set(c, { x: c * COLUMN_GAP, tier }));
    for (const [key, card] of shown.cards) place.at.set(key, { ...card.node.home });
    for (const line of shown.lines) if (!line.governance) place.ways.set(pairKey(line.a, line.b), wayOf(line));
  } else arrange();
  if (!S.map || S.iso) wrapColumns();
  lift();
  settle();
  routes.clear();
  ports = null;
}

/* Close the gaps between what is shown: columns move together, the order in each stays. */
function arrange() {
  const used = [...new Set([...shown.cards.values()].map(card => card.node.column))].sort((a, b) => a - b);
  used.forEach((c, i) => place.columns.set(c, { x: i * COLUMN_GAP, tier: PAGE.columns[c] }));
  const items = new Map(), near = new Map(), column = new Map(used.map(c => [c, []]));
  const add = (key, c, y, h) => { items.set(key, { c, y, h }); column.get(c).push(key); };
  const link = (a, b) => { for (const [p, q] of [[a, b], [b, a]]) (near.get(p) ?? near.set(p, []).get(p)).push(q); };
  for (const [key, card] of shown.cards) {
    const fold = card.node.fold, at = fold ? fold.members.indexOf(card.node) : 0;
    add(key, card.node.column, card.node.home.y + at * 0.001, CARD_H);
  }
  const done = new Set();
  for (const line of shown.lines) {
    const pair = pairKey(line.a, line.b);
    if (done.has(pair)) continue;
    done.add(pair);
    if (line.governance) { if (shown.cards.get(line.a).node.column !== shown.cards.get(line.b).node.column) link(line.a, line.b); continue; }
    const ways = shown.lines.length > 300 ? [] : wayOf(line).map(([x, y]) => [Math.round(x / COLUMN_GAP), y]).filter(([c]) => column.has(c));
    let before = line.a;
    ways.forEach(([c, y], i) => { const key = `${pair}#${i}`; add(key, c, y, WAY); link(before, key); before = key; });
    link(before, line.b);
    place.ways.set(pair, ways.map(([c], i) => [`${pair}#${i}`, c]));
  }
  for (const keys of column.values()) keys.sort((a, b) => items.get(a).y - items.get(b).y);
  /* what is left of a larger picture keeps its order where that costs no crossings: barycentres, both ways */
  for (let sweep = 0; sweep < 6; sweep++) {
    const row = new Map();
    for (const keys of column.values()) keys.forEach((key, i) => row.set(key, i / Math.max(1, keys.length - 1)));
    for (const c of sweep % 2 ? [...used].reverse() : used) {
      const keys = column.get(c), mean = new Map();
      for (const key of keys) { const n = near.get(key) ?? []; mean.set(key, n.length ? n.reduce((sum, m) => sum + row.get(m), 0) / n.length : row.get(key)); }
      keys.sort((a, b) => mean.get(a) - mean.get(b));
      keys.forEach((key, i) => row.set(key, i / Math.max(1, keys.length - 1)));
    }
  }
  for (const keys of column.values()) {
    const tall = keys.reduce((sum, key) => sum + items.get(key).h + GAP, 0);
    let y = -tall / 2;
    for (const key of keys) { const item = items.get(key); item.y = y + item.h / 2; y += item.h + GAP; }
  }
  for (let sweep = 0; sweep < 14; sweep++) {
    for (const c of sweep % 2 ? [...used].reverse() : used) {
      const keys = column.get(c);
      const wanted = keys.map(key => { const n = near.get(key) ?? []; return n.length ? n.reduce((sum, m) => sum + items.get(m).y, 0) / n.length : items.get(key).y; });
      spreadOut(wanted, keys.slice(1).map((key, i) => (items.get(key).h + items.get(keys[i]).h) / 2 + GAP)).forEach((y, i) => { items.get(keys[i]).y = y; });
    }
  }
  const x = c => place.columns.get(c).x;
  for (const key of shown.cards.keys()) place.at.set(key, { x: x(items.get(key).c), y: items.get(key).y });
  for (const [pair, ways] of place.ways) place.ways.set(pair, ways.map(([key, c]) => [x(c), items.get(key).y]));
}
/* A column taller than the canvas stands in several ranks, its cards in turn: those of one rank leave room for the lines of the other.
   As many ranks as make the whole largest. */
const MOST_RANKS = 5, RANK_GAP = 18;
function wrapColumns() {
  const { w, h } = size(), columns = new Map([...place.columns.keys()].map(c => [c, []]));
  if (!w || !columns.size) return;
  const columnAt = new Map([...place.columns].map(([c, { x }]) => [x, c]));
  for (const [key, at] of place.at) if (typeof key === "number") columns.get(columnAt.get(at.x))?.push([key, at.y]);
  for (const cards of columns.values()) cards.sort((a, b) => a[1] - b[1]);
  const ys = [...columns.values()].flat().map(([, y]) => y), old = Math.max(1, Math.max(...ys) - Math.min(...ys) + CARD_H);
  const between = COLUMN_GAP - CARD_W, shape = ranks => {
    const most = Math.max(...[...columns.values()].map(cards => cards.length));
    let wide = -between, tall = 0;
    for (const cards of columns.values()) {
      const k = cards.length * 2 > most ? Math.min(ranks, cards.length) : 1, pitch = k === 1 ? CARD_H + GAP : (CARD_H + 14 * k) / k;
      wide += k * CARD_W + (k - 1) * RANK_GAP + between;
      tall = Math.max(tall, (cards.length - 1) * pitch + CARD_H);
    }
    tall = ranks === 1 ? old : tall;
    return { ranks, most, wide, tall, scale: Math.min(1.15, (w - 40) / wide, (h - HEAD - 28) / (tall + 110)) };
  };
  let best = shape(1);
  for (let ranks = 2; ranks <= MOST_RANKS; ranks++) { const next = shape(ranks); if (next.scale > best.scale * 1.08) best = next; }
  if (best.ranks === 1) return;
  let left = 0;
  place.ways.clear();
  for (const [c, cards] of columns) {
    const k = cards.length * 2 > best.most ? Math.min(best.ranks, cards.length) : 1, width = k * CARD_W + (k - 1) * RANK_GAP;
    const pitch = k === 1 ? CARD_H + GAP : (CARD_H + 14 * k) / k;
    const wanted = k === 1 ? cards.map(([, y]) => y * Math.min(1, best.tall / old)) : cards.map((_, i) => (i - (cards.length - 1) / 2) * pitch);
    const heights = spreadOut(wanted, Array(Math.max(0, cards.length - 1)).fill(pitch));
    cards.forEach(([key], i) => place.at.set(key, { x: left + CARD_W / 2 + (i % k) * (CARD_W + RANK_GAP), y: heights[i] }));
    place.columns.set(c, { x: left + width / 2, tier: place.columns.get(c).tier, half: (width + between) / 2 });
    left += width + between;
  }
}
/* As `spread_out` of layout.py: the values nearest to those wanted that are at least `gaps` apart. */
function spreadOut(wanted, gaps) {
  const offsets = [0], blocks = [];
  for (const gap of gaps) offsets.push(offsets.at(-1) + gap);
  wanted.forEach((value, i) => {
    let mean = value - offsets[i], count = 1;
    while (blocks.length && blocks.at(-1)[0] > mean) { const [m, c] = blocks.pop(); mean = (m * c + mean * count) / (c + count); count += c; }
    blocks.push([mean, count]);
  });
  return blocks.flatMap(([mean, count]) => Array(count).fill(mean)).map((mean, i) => mean + offsets[i]);
}

/* Incidents stand above, over the column where they broke, the latest nearest. */
const MOST_INCIDENTS = 12;
function lift() {
  shown.incidents = [];
  if (S.map && !S.iso) return;
  const here = INCIDENTS.filter(i => happened(i) && i.at.some(p => NODE_BY_ID.has(p.p) && shown.cards.has(cardKey(NODE_BY_ID.get(p.p)))));
  const drawn = here.length > MOST_INCIDENTS ? here.filter(i => i.i === S.incident) : here;
  const tops = new Map(), stacked = new Map(), higher = (x, y) => tops.set(x, Math.min(tops.get(x) ?? Infinity, y));
  for (const at of place.at.values()) higher(at.x, at.y);
  for (const ways of place.ways.values()) for (const [x, y] of ways) higher(x, y);
  for (const incident of [...drawn].sort((a, b) => (b.on ?? "").localeCompare(a.on ?? "") || a.n - b.n)) {
    const at = incident.at.map(p => NODE_BY_ID.get(p.p)).find(node => node && shown.cards.has(cardKey(node)));
    const x = place.at.get(cardKey(at)).x, level = stacked.get(x) ?? 0;
    stacked.set(x, level + 1);
    place.at.set(incidentKey(incident), { x, y: tops.get(x) - CARD_H / 2 - 56 - level * 50 });
    shown.incidents.push(incident);
  }
}

/* Lines leave a card on its right side and arrive on the left; each has its own port, in the order of where it goes. */
const routes = new Map();
let ports = null;
function sides() {
  const bySide = new Map(), put = (key, y, line) => (bySide.get(key) ?? bySide.set(key, []).get(key)).push([y, line.key]);
  for (const line of shown.lines) {
    const a = place.at.get(line.a), b = place.at.get(line.b), ways = place.ways.get(pairKey(line.a, line.b)) ?? [], right = a.x <= b.x;
    put(`${line.a}${right ? "+" : "-"}`, (ways[0] ?? [0, b.y])[1], line);
    put(`${line.b}${right && a.x !== b.x ? "-" : "+"}`, (ways.at(-1) ?? [0, a.y])[1], line);
  }
  ports = new Map();
  for (const [side, ends] of bySide) {
    const step = ends.length > 1 ? Math.min(10, (CARD_H - 18) / (ends.length - 1)) : 0;
    ends.sort((p, q) => p[0] - q[0] || (p[1] < q[1] ? -1 : 1));
    ends.forEach(([, key], i) => ports.set(side + key, (i - (ends.length - 1) / 2) * step));
  }
}
function routeOf(line) {
  let route = routes.get(line.key);
  if (route) return route;
  if (!ports) sides();
  const a = place.at.get(line.a), b = place.at.get(line.b), half = CARD_W / 2, segments = [];
  const right = a.x <= b.x, dir = right ? 1 : -1, same = a.x === b.x;
  const from = [a.x + dir * half, a.y + ports.get(`${line.a}${right ? "+" : "-"}${line.key}`)];
  const to = [b.x - (same ? -half : dir * half), b.y + ports.get(`${line.b}${right && !same ? "-" : "+"}${line.key}`)];
  const curve = (p, q) => { const bend = Math.max(24, Math.abs(q[0] - p[0]) / 2) * dir; segments.push([...p, p[0] + bend, p[1], q[0] - bend, q[1], ...q]); };
  if (same) segments.push([...from, from[0] + 46, from[1], to[0] + 46, to[1], ...to]);
  else {
    let at = from;
    for (const [x, y] of place.ways.get(pairKey(line.a, line.b)) ?? []) {
      curve(at, [x - dir * half, y]);
      segments.push([x - dir * half, y, x, y, x, y, x + dir * half, y]);
      at = [x + dir * half, y];
    }
    curve(at, to);
  }
  const xs = segments.flatMap(s => [s[0], s[2], s[4], s[6]]), ys = segments.flatMap(s => [s[1], s[3], s[5], s[7]]);
  route = { segments, dir: same ? -1 : dir, x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
  routes.set(line.key, route);
  return route;
}
