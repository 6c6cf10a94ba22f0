/* Drawing. Everything is drawn with the few calls that a canvas and `SvgPen` (export.js) share, so that the screen, the
   image and the vector file are one picture. */

const FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif';
let C = {}; /* colours, from the style sheet */
let exporting = false;
function readTheme() {
  document.documentElement.dataset.theme = S.theme;
  const style = getComputedStyle(document.documentElement);
  for (const k of ["bg", "panel", "ink", "muted", "line", "band", "card", "edge", "up", "down", "hit", "path", "clear", "focus", "governance"]) C[k] = style.getPropertyValue(`--${k}`).trim();
}
const light = hex => {
  const [r, g, b] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const inkOn = hex => 1.05 / (light(hex) + 0.05) > 4.5 ? "#ffffff" : "#10151c";

/* Glyphs, in a square of 20 around the origin. */
const disc = (c, x, y, r) => { c.moveTo(x + r, y); c.arc(x, y, r, 0, 2 * Math.PI); };
const GLYPHS = {
  people(c) { disc(c, -3.5, -4, 3.4); disc(c, 5.2, -2.5, 2.7); c.moveTo(-9.5, 8); c.bezierCurveTo(-9.5, 1, 2.5, 1, 2.5, 8); c.closePath(); c.moveTo(4.2, 8); c.lineTo(9.8, 8); c.bezierCurveTo(9.8, 2, 5, 1.4, 3, 2.3); c.bezierCurveTo(4.2, 4, 4.2, 6, 4.2, 8); c.fill(); },
  shield(c) { c.moveTo(0, -9); c.lineTo(8, -6); c.bezierCurveTo(8.4, 1, 5, 6.5, 0, 9.5); c.bezierCurveTo(-5, 6.5, -8.4, 1, -8, -6); c.closePath(); c.fill(); },
  cross(c) { c.rect(-3, -9, 6, 18); c.rect(-9, -3, 18, 6); c.fill(); },
  exchange(c) { for (const s of [1, -1]) { c.moveTo(-8 * s, -4.2 * s); c.lineTo(3 * s, -4.2 * s); c.lineTo(3 * s, -8 * s); c.lineTo(9 * s, -3 * s); c.lineTo(3 * s, 1.4 * s); c.lineTo(3 * s, -1.6 * s); c.lineTo(-8 * s, -1.6 * s); c.closePath(); } c.fill(); },
  screen(c) { c.rect(-9, -7.5, 18, 12); c.stroke(); c.beginPath(); c.rect(-5, 6.5, 10, 2.4); c.fill(); c.beginPath(); c.rect(-1.2, -5, 2.4, 7); c.rect(-3.5, -2.7, 7, 2.4); c.fill(); },
  window(c) { c.roundRect(-9, -7.5, 18, 15, 2); c.stroke(); c.beginPath(); c.rect(-9, -7, 18, 4.4); c.fill(); },
  gear(c) { for (let i = 0; i < 8; i++) { const a = i * Math.PI / 4, x = Math.cos(a), y = Math.sin(a); c.moveTo(6 * x - 1.9 * y, 6 * y + 1.9 * x); c.lineTo(9.6 * x - 1.9 * y, 9.6 * y + 1.9 * x); c.lineTo(9.6 * x + 1.9 * y, 9.6 * y - 1.9 * x); c.lineTo(6 * x + 1.9 * y, 6 * y - 1.9 * x); c.closePath(); } c.fill(); c.beginPath(); disc(c, 0, 0, 5); c.lineWidth = 3.2; c.stroke(); },
  link(c) { c.lineWidth = 2.6; c.roundRect(-9.5, -3.5, 10, 7, 3.5); c.stroke(); c.beginPath(); c.roundRect(-0.5, -3.5, 10, 7, 3.5); c.stroke(); },
  server(c) { for (const y of [-8, -2.4, 3.2]) c.roundRect(-9, y, 18, 4.6, 1.2); c.fill(); },
  building(c) { c.rect(-7, -9, 14, 18); c.stroke(); c.beginPath(); for (const x of [-4, 1.4]) for (const y of [-6, -1.4, 3.2]) c.rect(x, y, 2.6, 2.6); c.fill(); },
  scales(c) { c.rect(-1, -9, 2, 17); c.rect(-8, -8, 16, 2); c.rect(-5, 7, 10, 2); c.fill(); c.beginPath(); for (const x of [-7, 7]) { c.moveTo(x - 4, 1); c.lineTo(x + 4, 1); c.bezierCurveTo(x + 3, 5, x - 3, 5, x - 4, 1); } c.fill(); },
};
function glyph(c, kind, x, y, size_, colour) {
  c.save(); c.translate(x, y); c.scale(size_ / 20, size_ / 20);
  c.fillStyle = c.strokeStyle = colour; c.lineWidth = 2; c.lineJoin = "round"; c.setLineDash([]);
  c.beginPath(); GLYPHS[kind](c); c.restore();
}

/* Text in at most two lines, cut with an ellipsis where it must be. */
const measured = new Map();
function cached(c, kind, text, width, make) {
  const key = `${kind}|${c.font}|${width}|${text}`;
  if (!measured.has(key)) { if (measured.size > 20000) measured.clear(); measured.set(key, make()); }
  return measured.get(key);
}
const ellipsis = (c, text, width) => cached(c, "e", text, width, () => {
  if (c.measureText(text).width <= width) return text;
  const letters = [...text];
  let lo = 0, hi = letters.length;
  while (lo < hi) { const m = (lo + hi + 1) >> 1; if (c.measureText(letters.slice(0, m).join("").trimEnd() + "…").width <= width) lo = m; else hi = m - 1; }
  return letters.slice(0, lo).join("").trimEnd() + "…";
});
const twoLines = (c, text, width) => cached(c, "w", text, width, () => {
  const full = s => c.measureText(s).width;
  if (full(text) <= width) return [text];
  const words = text.split(" ").slice(0, 40);
  let best = null;
  for (let i = 1; i < words.length; i++) {
    const a = words.slice(0, i).join(" "), b = words.slice(i).join(" "), wide = Math.max(full(a), full(b));
    if (wide <= width && (!best || wide < best[0])) best = [wide, a, b];
  }
  if (best) return [best[1], best[2]];
  let a = words[0], i = 1;
  if (full(a) > width) return [ellipsis(c, text, width)];
  while (i < words.length && full(`${a} ${words[i]}`) <= width) a += ` ${words[i++]}`;
  return [a, ellipsis(c, words.slice(i).join(" "), width)];
});

/* Shapes of cards: people are pills, products have cut corners, all else are boxes. */
function outline(c, shape, x, y, w, h) {
  c.beginPath();
  if (shape === "pill") c.roundRect(x, y, w, h, h / 2);
  else if (shape === "cut") { const k = 11; c.moveTo(x + k, y); c.lineTo(x + w, y); c.lineTo(x + w, y + h - k); c.lineTo(x + w - k, y + h); c.lineTo(x, y + h); c.lineTo(x, y + k); c.closePath(); }
  else c.roundRect(x, y, w, h, 7);
}
/* The coloured left part of a card, in the same shape. */
function flank(c, shape, x, y, w, h) {
  c.beginPath();
  if (shape === "pill") { const r = h / 2; c.moveTo(x + r, y); c.lineTo(x + w, y); c.lineTo(x + w, y + h); c.lineTo(x + r, y + h); c.bezierCurveTo(x - r * 0.33, y + h, x - r * 0.33, y, x + r, y); c.closePath(); }
  else if (shape === "cut") { const k = 11; c.moveTo(x + k, y); c.lineTo(x + w, y); c.lineTo(x + w, y + h); c.lineTo(x, y + h); c.lineTo(x, y + k); c.closePath(); }
  else { const r = 7, k = r * 0.448; c.moveTo(x + w, y); c.lineTo(x + w, y + h); c.lineTo(x + r, y + h); c.bezierCurveTo(x + k, y + h, x, y + h - k, x, y + h - r); c.lineTo(x, y + r); c.bezierCurveTo(x, y + k, x + k, y, x + r, y); c.closePath(); }
}

function paintNode(c, key, x, y) {
  if (typeof key === "string") { const incident = INCIDENTS[Number(key.slice(1))]; if (shown.incidents.includes(incident)) paintIncident(c, incident, x, y); return; }
  const card = shown.cards.get(key);
  if (!card) return;
  if (S.map && !S.iso) paintDisc(c, card, x, y); else paintCard(c, card, x, y);
}
const isFar = () => scale < 0.34 && !exporting;
/* Letters keep nine pixels on the screen, as far as a card has room for them: in a small picture they are drawn larger on it. */
const LEAST_LETTERS = 9;
const letters = (size_, most) => exporting ? size_ : Math.max(size_, Math.min(most, LEAST_LETTERS / scale));
const nameLetters = () => letters(13, 20);
const roleColour = role => ({ origin: S.incident ? C.hit : C.path, hit: C.hit, up: C.up, down: C.down, path: C.path })[role];
function focusRing(c, key, x, y, w, h) {
  if (S.focus !== key || exporting || document.activeElement !== $("g")) return;
  c.beginPath(); c.roundRect(x - 5, y - 5, w + 10, h + 10, 12); c.setLineDash([]);
  c.lineWidth = 2.5 / Math.min(1, scale); c.strokeStyle = C.focus; c.stroke();
}

/* What one line below the name says: only what colour, shape and column do not. */
function subtitle(card, hit) {
  const node = card.node;
  if (node.k === "people" && !card.fold && hit?.outcome === "potential") return node.size ? briefly(node.size) : t("size.unknown");
  if (hit && !hit.apart && hit.outcome === "potential") return t(hit.past ? "outcome.past" : hit.why.length ? "outcome.possible" : "outcome.potential");
  if (hit) return t(`outcome.${hit.outcome === "potential" ? "said" : hit.outcome}`);
  if (card.fold) return t("fold.open");
  if (node.k === "people") return node.size ? `${briefly(node.size)} ${t("people.short")}` : t("size.unknown");
  if (node.count) return `× ${briefly(node.count)}`;
  return node.u ? t("unnamed") : "";
}
function paintCard(c, card, x, y) {
  const far = isFar(), role = chosen?.cards.get(card.n), hit = chosen?.outcome.get(card.n), dim = chosen && !role, look = ROLES.get(card.node.k);
  const stacked = !!card.fold, w = CARD_W - (stacked ? 6 : 0), h = CARD_H - (stacked ? 6 : 0), left = x - CARD_W / 2, top = y - CARD_H / 2;
  const cleared = hit?.outcome === "cleared", observed = hit?.outcome === "observed";
  const border = cleared ? C.clear : role ? roleColour(role) : S.hover === card.n ? C.ink : C.line;
  const alpha = dim ? 0.32 : 1, unknown = !!card.node.u;
  c.lineCap = "butt"; c.lineJoin = "round"; c.setLineDash([]);
  if (stacked) for (const k of [6, 3]) { outline(c, look.shape, left + k, top + k, w, h); c.fillStyle = C.card; c.fill(); c.globalAlpha = alpha; c.strokeStyle = role ? border : C.edge; c.lineWidth = 1; c.stroke(); c.globalAlpha = 1; }
  outline(c, look.shape, left, top, w, h); c.fillStyle = C.card; c.fill();
  c.globalAlpha = alpha;
  if (observed) { c.globalAlpha = 0.2; c.fillStyle = C.hit; c.fill(); c.globalAlpha = alpha; }
  if (far) { outline(c, look.shape, left, top, w, h); c.fillStyle = look.colour; c.fill(); }
  else { flank(c, look.shape, left, top, look.shape === "pill" ? 42 : 34, h); c.fillStyle = look.colour; if (unknown) c.globalAlpha = alpha * 0.45; c.fill(); c.globalAlpha = alpha; }
  /* observed: a thick whole border; potential: a thin broken one; cleared: green; an unnamed party: dotted */
  const thin = hit && !observed && !cleared;
  outline(c, look.shape, left, top, w, h);
  c.setLineDash(thin ? [7, 4] : unknown ? [2.5, 4] : []);
  c.lineWidth = (role === "origin" ? 3.4 : observed ? 3.4 : role ? 2 : unknown ? 1.8 : 1.2) / (far ? Math.max(scale, 0.15) / 0.45 : 1);
  c.strokeStyle = unknown && !role ? C.muted : border; c.stroke(); c.setLineDash([]);
  focusRing(c, card.n, left, top, w, h);
  const gx = look.shape === "pill" ? left + 23 : left + 17;
  if (unknown && !far) { c.font = `800 20px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle"; c.fillStyle = C.ink; c.fillText("?", gx, top + h / 2 + 1); }
  else glyph(c, look.glyph, far ? x : gx, top + h / 2, far ? 34 : 18, inkOn(look.colour));
  if (!far) {
    const tx = left + (look.shape === "pill" ? 50 : 42), tw = left + w - tx - (look.shape === "pill" ? 20 : 12), px = nameLetters(), small_ = letters(11, 20);
    c.textBaseline = "middle"; c.textAlign = "left"; c.fillStyle = C.ink; c.font = `600 ${px}px ${FONT}`;
    const lines = twoLines(c, cardName(card), tw), named = lines.length * (px + 2), sub = named + small_ + 3 <= h - 2 ? subtitle(card, hit) : "";
    let ty = top + h / 2 - (named + (sub ? small_ + 3 : 0)) / 2 + (px + 2) / 2;
    for (const text of lines) { c.fillText(text, tx, ty); ty += px + 2; }
    if (sub) { c.font = `${hit ? 600 : 400} ${small_}px ${FONT}`; c.fillStyle = observed ? C.hit : cleared ? C.clear : C.muted; c.fillText(ellipsis(c, sub, tw), tx, ty); }
  }
  c.globalAlpha = dim ? 0.5 : 1;
  badge(c, eventsAt(card.node).length, left + w - 3, top + 1, far ? 20 : 8.5);
  c.globalAlpha = 1;
}
function badge(c, count, x, y, r) {
  if (!count) return;
  c.beginPath(); c.moveTo(x, y - r * 1.15); c.lineTo(x + r * 1.1, y + r * 0.8); c.lineTo(x - r * 1.1, y + r * 0.8); c.closePath();
  c.lineJoin = "round"; c.fillStyle = C.hit; c.strokeStyle = C.card; c.lineWidth = r * 0.95; c.stroke(); c.strokeStyle = C.hit; c.lineWidth = r * 0.45; c.stroke(); c.fill();
  c.fillStyle = S.theme === "dark" ? "#10151c" : "#ffffff"; c.font = `800 ${r * 1.35}px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle";
  c.fillText(count > 1 ? String(count) : "!", x, y + r * 0.12);
}
function paintDisc(c, card, x, y) {
  const look = ROLES.get(card.node.k), r = discRadius(card.n), box = boxOf(card.n), cy = y - box.h / 2 + r, people = radius(card.node.i)?.people;
  const dim = chosen && !chosen.cards.has(card.n), none = !people?.lo;
  c.setLineDash([]); c.globalAlpha = dim ? 0.32 : 1;
  if (people?.hi && people.hi > people.lo * 1.02) { c.beginPath(); disc(c, x, cy, PAGE.discs[1] * Math.sqrt(people.hi / Math.max(PAGE.most, people.lo))); c.setLineDash([4, 4]); c.lineWidth = 1.2; c.strokeStyle = look.colour; c.stroke(); c.setLineDash([]); }
  c.beginPath(); disc(c, x, cy, r);
  if (none || card.node.u) { c.fillStyle = C.card; c.fill(); c.setLineDash([2.5, 3]); c.lineWidth = 1.8; c.strokeStyle = C.muted; c.stroke(); c.setLineDash([]); }
  else { c.fillStyle = look.colour; c.fill(); c.lineWidth = S.hover === card.n ? 3 : 1; c.strokeStyle = S.hover === card.n ? C.ink : C.card; c.stroke(); }
  if (none || card.node.u) { c.font = `800 ${none ? 12 : Math.min(26, r)}px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle"; c.fillStyle = C.muted; c.fillText("?", x, cy + 1); }
  else if (r > 11) glyph(c, look.glyph, x, cy, Math.min(26, r), inkOn(look.colour));
  focusRing(c, card.n, x - box.w / 2, y - box.h / 2, box.w, box.h);
  if (scale > 0.3 || exporting) {
    c.textAlign = "center"; c.textBaseline = "middle"; c.fillStyle = C.ink; c.font = `600 12.5px ${FONT}`;
    let ty = cy + Math.max(r, 9) + 11;
    const lines = twoLines(c, cardName(card), CARD_W - 10);
    for (const text of lines) { c.fillText(text, x, ty); ty += 14; }
    c.font = `11px ${FONT}`; c.fillStyle = C.muted;
    c.fillText(ellipsis(c, people?.lo ? briefly([people.lo, people.hi ?? null, null, people.ap]) : t("size.unknown"), CARD_W - 10), x, ty);
  }
  badge(c, eventsAt(card.node).length, x + Math.max(19, r * 0.75), cy - (r < 18 ? 0 : r * 0.75), 8.5);
  uncounted(c, people?.un?.length ?? 0, x - Math.max(19, r * 0.75), cy - (r < 18 ? 0 : r * 0.75), 9.5);
  c.globalAlpha = 1;
}
/* How many groups behind a supplier nobody counted: a hollow ring with their number, apart from the disc of those who are counted. */
function uncounted(c, count, x, y, r) {
  if (!count) return;
  c.beginPath(); disc(c, x, y, r); c.fillStyle = C.card; c.fill(); c.lineWidth = 1.6; c.strokeStyle = C.ink; c.setLineDash([]); c.stroke();
  c.fillStyle = C.ink; c.font = `700 ${count > 99 ? 8 : 10.5}px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle"; c.fillText(count > 999 ? "…" : String(count), x, y + 0.5);
}
function paintIncident(c, incident, x, y) {
  const box = boxOf(incidentKey(incident)), left = x - box.w / 2, top = y - box.h / 2, on = S.incident === incident.i, dim = chosen && !on && S.incident;
  c.globalAlpha = dim ? 0.35 : 1; c.setLineDash([]);
  c.beginPath(); c.roundRect(left, top, box.w, box.h, 4); c.fillStyle = on ? C.hit : C.card; c.fill(); c.strokeStyle = C.hit; c.lineWidth = on ? 3 : S.hover === incidentKey(incident) ? 2.4 : 1.4; c.stroke();
  focusRing(c, incidentKey(incident), left, top, box.w, box.h);
  if (!isFar()) {
    const ink = on ? (S.theme === "dark" ? "#10151c" : "#ffffff") : C.ink;
    c.textAlign = "left"; c.textBaseline = "middle"; const px = letters(11.5, 15); c.fillStyle = ink; c.font = `600 ${px}px ${FONT}`;
    const lines = twoLines(c, nameOf(incident), box.w - 16);
    lines.forEach((text, i) => c.fillText(text, left + 8, y + (i - (lines.length - 1) / 2) * (px + 2.5) - (lines.length === 1 && incident.on ? 7 : 0)));
    if (lines.length === 1 && incident.on) { c.font = `${letters(11, 15)}px ${FONT}`; c.fillText(when(incident), left + 8, y + 9); }
  }
  c.globalAlpha = 1;
}

/* Lines. Status by stroke: confirmed whole and thick, reported thin, claimed dotted, contested double; past dashed.
   The head is hollow where it is not known whether the relation holds on the day. */
function styleOf(line) {
  const role = chosen?.lines.get(line.key), dim = !!chosen && !role, past = line.state === "past";
  const colour = role ? roleColour(role) : S.hover === line.key ? C.ink : line.governance ? C.governance : C.edge;
  const plus = (role || S.hover === line.key ? 0.9 : 0) + (role === "origin" ? 1.2 : 0);
  const dash = line.governance ? [3, 3, 9, 3] : past ? (line.status === "claimed" ? [10, 5, 0.1, 5] : [9, 6]) : line.status === "claimed" ? [0.1, 4.5] : [];
  const width = (line.governance ? 1.1 : line.status === "claimed" ? 2.4 : line.status === "confirmed" ? 1.9 : 1.1) + plus;
  return { colour, width, dash, double: line.status === "contested" && !line.governance, alpha: dim ? 0.16 : past && !role ? 0.75 : 1, hollow: line.state === "unknown" };
}
function trace(c, route) {
  c.moveTo(route.segments[0][0], route.segments[0][1]);
  for (const s of route.segments) if (s[1] === s[7] && s[3] === s[1] && s[5] === s[1]) c.lineTo(s[6], s[7]); else c.bezierCurveTo(s[2], s[3], s[4], s[5], s[6], s[7]);
}
const HEAD_L = 9, HEAD_W = 4.2;
function paintLines(c, view) {
  if (S.map && !S.iso) { paintTies(c); return; }
  const groups = new Map(), plain = shown.lines.length > 1500 && scale < 0.25 && !exporting;
  for (const line of shown.lines) {
    const route = routeOf(line);
    if (view && (route.x1 < view.x0 || route.x0 > view.x1 || route.y1 < view.y0 || route.y0 > view.y1)) continue;
    const style = styleOf(line), key = `${style.alpha}|${style.colour}|${style.width}|${style.dash}|${style.double}|${style.hollow}`;
    (groups.get(key) ?? groups.set(key, { style, routes: [] }).get(key)).routes.push(route);
  }
  const order = [...groups.values()].sort((a, b) => a.style.alpha - b.style.alpha || a.style.width - b.style.width);
  for (const { style, routes: list_ } of order) {
    c.globalAlpha = style.alpha; c.strokeStyle = c.fillStyle = style.colour; c.lineJoin = "round"; c.lineCap = style.dash[0] === 0.1 ? "round" : "butt";
    c.setLineDash(plain ? [] : style.dash); c.lineWidth = style.width + (style.double ? 2.6 : 0);
    c.beginPath(); for (const route of list_) trace(c, route); c.stroke();
    if (style.double && !plain) { c.globalAlpha = 1; c.strokeStyle = C.bg; c.lineWidth = style.width + 0.2; c.setLineDash([]); c.beginPath(); for (const route of list_) trace(c, route); c.stroke(); c.globalAlpha = style.alpha; c.strokeStyle = style.colour; }
    c.setLineDash([]); c.lineCap = "butt";
    if (scale < 0.25 && !exporting) continue;
    c.beginPath();
    for (const { segments, dir } of list_) { const [, , , , , , x, y] = segments.at(-1), l = HEAD_L * dir; c.moveTo(x, y); c.lineTo(x - l, y - HEAD_W); c.lineTo(x - l, y + HEAD_W); c.closePath(); }
    if (style.hollow) { c.fillStyle = C.bg; c.fill(); c.lineWidth = 1.2; c.stroke(); } else c.fill();
  }
  c.globalAlpha = 1;
}
/* On the map: from the supplier under the pointer, or in focus, to those that trust it and those it trusts. */
function paintTies(c) {
  const here = typeof S.hover === "number" ? S.hover : S.focus, from = place.at.get(here), lines = scene.byCard.get(here);
  if (typeof here !== "number" || !from || !lines || (S.hover === null && document.activeElement !== $("g"))) return;
  const middle = key => { const at = place.at.get(key), box = boxOf(key); return [at.x, at.y - box.h / 2 + discRadius(key)]; };
  for (const [side, end, role] of [["into", "a", "up"], ["out", "b", "down"]]) {
    for (const line of lines[side]) {
      if (line.governance || !place.at.has(line[end])) continue;
      const [x1, y1] = middle(line.a), [x2, y2] = middle(line.b), bend = Math.max(40, Math.abs(x2 - x1) / 2);
      c.globalAlpha = 1; c.strokeStyle = roleColour(role); c.lineWidth = 2.2; c.setLineDash(line.state === "past" ? [9, 6] : []);
      c.beginPath(); c.moveTo(x1, y1); c.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2); c.stroke();
    }
  }
  c.setLineDash([]);
}
/* From an incident to where it broke: down the free space left of the column. */
function paintFalls(c) {
  shown.incidents.forEach((incident, i) => {
    const at = place.at.get(incidentKey(incident)), on = S.incident === incident.i;
    for (const p of incident.at) {
      const node = NODE_BY_ID.get(p.p), to = node && place.at.get(cardKey(node));
      if (!to || !shown.cards.has(cardKey(node))) continue;
      const box = boxOf(incidentKey(incident)), gutter = to.x - CARD_W / 2 - 12 - (i % 3) * 5;
      c.globalAlpha = on ? 1 : chosen ? 0.25 : 0.7; c.strokeStyle = c.fillStyle = C.hit; c.lineWidth = on ? 2.6 : 1.3; c.setLineDash([]); c.lineJoin = "round";
      c.beginPath(); c.moveTo(at.x - box.w / 2, at.y);
      c.bezierCurveTo(gutter, at.y, gutter, at.y, gutter, at.y + 24); c.lineTo(gutter, to.y - CARD_H / 2 - 6);
      c.bezierCurveTo(gutter, to.y - CARD_H / 2 + 12, gutter, to.y - 18, to.x - CARD_W / 2, to.y - 18); c.stroke();
      c.beginPath(); disc(c, to.x - CARD_W / 2, to.y - 18, 3.6); c.fill();
    }
  });
  c.globalAlpha = 1;
}

/* Short words on lines: of the chosen chain one per kind and side, of a path and the line under the pointer each. */
function paintWords(c) {
  if ((scale < 0.45 && !exporting) || (S.map && !S.iso)) return;
  const want = [], told = new Set();
  for (const line of shown.lines) {
    const role = chosen?.lines.get(line.key), over = S.hover === line.key;
    const near = S.node !== null && S.second === null && (line.a === cardKey(NODES[S.node]) || line.b === cardKey(NODES[S.node])), side = `${line.type}${line.a === (S.node !== null ? cardKey(NODES[S.node]) : -1)}`;
    if (!over && !(role && (role === "path" || role === "origin" || (near && !told.has(side))))) continue;
    told.add(side);
    const segments = routeOf(line).segments, s = role === "down" || role === "path" ? segments[0] : segments.at(-1);
    want.push({ x: (s[0] + s[6]) / 2, y: (s[1] + s[7]) / 2, text: t(`arrow.${line.type}.short`), colour: role ? roleColour(role) : C.ink });
  }
  c.font = `600 11px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle"; c.setLineDash([]); c.lineWidth = 1;
  want.sort((a, b) => a.x - b.x || a.y - b.y);
  let before = null;
  for (const word_ of want) {
    if (before && Math.abs(word_.x - before.x) < 60 && word_.y - before.y < 19) word_.y = before.y + 19;
    before = word_;
    const w = c.measureText(word_.text).width + 12;
    c.beginPath(); c.roundRect(word_.x - w / 2, word_.y - 8.5, w, 17, 8.5); c.fillStyle = C.card; c.fill(); c.strokeStyle = word_.colour; c.stroke();
    c.fillStyle = C.ink; c.fillText(word_.text, word_.x, word_.y + 0.5);
  }
}

/* Bands behind the columns and their headings, in pixels of the screen or of the image. */
function tierSpans() {
  if (S.map && !S.iso) return PAGE.bands.map(([tier, x0, x1]) => ({ tier, x0, x1 }));
  const spans = new Map();
  for (const { x, tier, half = COLUMN_GAP / 2 } of place.columns.values()) {
    const s = spans.get(tier) ?? spans.set(tier, { tier, x0: Infinity, x1: -Infinity }).get(tier);
    s.x0 = Math.min(s.x0, x - half); s.x1 = Math.max(s.x1, x + half);
  }
  return [...spans.values()].sort((a, b) => a.tier - b.tier);
}
function paintBands(c, toX, w, h, head) {
  tierSpans().forEach((span, i) => {
    const x0 = toX(span.x0), x1 = toX(span.x1);
    if (x1 < 0 || x0 > w) return;
    if (!head) { if (i % 2 === 0) { c.fillStyle = C.band; c.fillRect(x0, 0, x1 - x0, h); } return; }
    c.fillStyle = C.panel; c.fillRect(x0, 0, x1 - x0 + 1, HEAD - 1); c.fillStyle = C.line; c.fillRect(x0, HEAD - 1, x1 - x0 + 1, 1);
    const left = Math.max(x0, 0), right = Math.min(x1, w);
    if (right - left > 46) { c.font = `600 12.5px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle"; c.fillStyle = C.ink; c.fillText(ellipsis(c, t(`tier.${PAGE.tiers[span.tier]}`), Math.round(right - left - 30)), (left + right) / 2, HEAD / 2); }
    if (i > 0 && x0 > 6) { c.fillStyle = C.muted; c.font = `700 17px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle"; c.fillText("→", x0, HEAD / 2 - 1); }
  });
}
function onScreen(c, draw) {
  c.save();
  const r = network.canvas.pixelRatio;
  c.setTransform(r, 0, 0, r, 0, 0);
  draw();
  c.restore();
}
/* How many cards lie outside the canvas, and what shows them. */
function sayBeyond() {
  const out = everything().filter(key => !inside(key)).length, box = $("beyond");
  box.hidden = !out;
  const text = out ? plural("beyond", out) : "";
  if (box.textContent !== text) box.textContent = text;
}
network.on("beforeDrawing", c => {
  scale = network.getScale();
  const { w, h } = size(), a = network.DOMtoCanvas({ x: 0, y: 0 }), b = network.DOMtoCanvas({ x: w, y: h });
  onScreen(c, () => paintBands(c, x => network.canvasToDOM({ x, y: 0 }).x, w, h, false));
  paintLines(c, { x0: a.x, y0: a.y, x1: b.x, y1: b.y });
  paintFalls(c);
});
network.on("afterDrawing", c => {
  paintWords(c);
  sayBeyond();
  const { w, h } = size();
  onScreen(c, () => paintBands(c, x => network.canvasToDOM({ x, y: 0 }).x, w, h, true));
});
