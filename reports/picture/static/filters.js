/* The legend, which filters; the incidents; what this page is. */

const LINES = ["confirmed", "reported", "claimed", "contested", "past", "governance"];
function keyCanvas(draw) {
  const canvas = el("canvas"), r = devicePixelRatio || 1, c = canvas.getContext("2d");
  canvas.width = 38 * r; canvas.height = 18 * r; canvas.style.width = "38px"; canvas.style.height = "18px";
  canvas.setAttribute("aria-hidden", "true");
  c.scale(r, r); draw(c);
  return canvas;
}
function drawLineKey(c, line, ground) {
  const keep = chosen; chosen = null;
  const style = styleOf({ key: "", state: "in_force", status: "confirmed", ...line }); chosen = keep;
  const colour = line.colour ?? style.colour, width = line.width ?? style.width;
  c.strokeStyle = c.fillStyle = colour; c.lineCap = style.dash[0] === 0.1 ? "round" : "butt"; c.setLineDash(style.dash); c.lineWidth = width + (style.double ? 2.6 : 0);
  c.beginPath(); c.moveTo(1, 9); c.lineTo(29, 9); c.stroke();
  if (style.double) { c.strokeStyle = ground; c.lineWidth = width; c.beginPath(); c.moveTo(1, 9); c.lineTo(29, 9); c.stroke(); c.strokeStyle = colour; }
  c.setLineDash([]); c.lineWidth = 1.2; c.beginPath(); c.moveTo(37, 9); c.lineTo(28, 4.8); c.lineTo(28, 13.2); c.closePath();
  if (style.hollow) { c.fillStyle = ground; c.fill(); c.stroke(); } else c.fill();
}
const lineKey = line => keyCanvas(c => drawLineKey(c, line, C.panel));
const LOOKS = { past: { state: "past" }, governance: { governance: true } };
/* The signs of the picture, each in a box of 38 by 18: its text, and how it is drawn on a ground. */
const drawCardKey = (c, colour, dash, width, wash) => { c.beginPath(); c.roundRect(3, 2, 32, 14, 4); c.fillStyle = C.card; c.fill(); if (wash) { c.globalAlpha = 0.25; c.fillStyle = wash; c.fill(); c.globalAlpha = 1; } c.setLineDash(dash); c.lineWidth = width; c.strokeStyle = colour; c.stroke(); c.setLineDash([]); };
const MARKS = {
  flow: (c, ground) => drawLineKey(c, { colour: C.edge, width: 2 }, ground),
  unknown: (c, ground) => drawLineKey(c, { state: "unknown" }, ground),
  observed: c => drawCardKey(c, C.hit, [], 3, C.hit),
  potential: c => drawCardKey(c, C.hit, [6, 3], 1.8),
  cleared: c => drawCardKey(c, C.clear, [], 2),
  unnamed: c => { drawCardKey(c, C.muted, [2.5, 3], 1.6); c.fillStyle = C.ink; c.font = `800 11px ${FONT}`; c.textAlign = "center"; c.textBaseline = "middle"; c.fillText("?", 19, 9.5); },
  fold: c => { for (const k of [5, 2.5, 0]) { c.beginPath(); c.roundRect(4 + k, 1 + k, 24, 11, 3); c.fillStyle = C.card; c.fill(); c.lineWidth = 1; c.strokeStyle = C.muted; c.stroke(); } },
  incident: c => badge(c, 1, 19, 10, 7),
  up: (c, ground) => drawLineKey(c, { colour: C.up, width: 2.8 }, ground),
  down: (c, ground) => drawLineKey(c, { colour: C.down, width: 2.8 }, ground),
  disc: c => { c.beginPath(); disc(c, 12, 9, 3); disc(c, 26, 9, 7.5); c.fillStyle = C.edge; c.fill(); },
  ring: c => { c.beginPath(); disc(c, 19, 9, 4); c.fillStyle = C.edge; c.fill(); c.beginPath(); disc(c, 19, 9, 8); c.setLineDash([3, 3]); c.lineWidth = 1.2; c.strokeStyle = C.edge; c.stroke(); c.setLineDash([]); },
  uncounted: c => uncounted(c, 3, 19, 9, 7.5),
};
const ON_THE_MAP = ["disc", "ring", "uncounted"];
function check(group, key, on, icon, label, count, set) {
  const box = el("label", "chk"), input = el("input");
  input.type = "checkbox"; input.checked = on; input.dataset[group] = key;
  input.onchange = () => { if (input.checked) set.add(key); else set.delete(key); render(); };
  box.append(input, icon, el("span", "", label), el("span", "n", number(count)));
  return el("li", "", box);
}
/* Suppliers of the map behind whom nobody is counted: their number, and each by name. */
function gather() {
  const box = $("gathered"), of = numbers => numbers.flatMap(n => NODES[n].fold?.members ?? [NODES[n]]);
  box.hidden = !PAGE.gathered.length;
  if (box.hidden) return;
  const head = el("summary", "", plural("gathered", PAGE.gathered.reduce((sum, [, numbers]) => sum + of(numbers).length, 0)));
  box.replaceChildren(head, ...PAGE.gathered.flatMap(([tier, numbers]) => {
    const list_ = el("ul");
    for (const node of of(numbers)) list_.append(el("li", "", button("act", nameOf(node), () => select(node.n))));
    return [el("h3", "", t(`tier.${PAGE.tiers[tier]}`)), list_];
  }));
}
let legendKey = "";
function buildFilters() {
  /* the lists stay as they are while only the choice changes: a checkbox keeps its focus */
  const key = [S.lang, S.theme, S.day, S.incident, [...S.kinds].join(), [...S.lines].join()].join("|");
  if (key === legendKey) return;
  legendKey = key;
  const focused = document.activeElement?.dataset, restore = focused && (focused.kind ? `[data-kind="${focused.kind}"]` : focused.line ? `[data-line="${focused.line}"]` : focused.incident !== undefined ? `[data-incident="${CSS.escape(focused.incident)}"]` : null);
  $("incidents").replaceChildren(...[...INCIDENTS].sort((a, b) => (b.on ?? "").localeCompare(a.on ?? "") || a.n - b.n).map(incident => {
    const b = button("inc", "", () => selectIncident(incident.i)), where = incident.at.map(p => called(p.p));
    b.dataset.incident = incident.i; b.disabled = !happened(incident); b.setAttribute("aria-pressed", String(S.incident === incident.i));
    b.append(el("b", "", name(nameOf(incident))), el("small", "", [where.length ? list(where) : null, when(incident)].filter(Boolean).join(" · ")));
    return el("li", "", b);
  }));
  if (!INCIDENTS.length) $("incidents").append(el("li", "m", t("none")));
  const kinds = new Map(), lines = new Map();
  for (const node of NODES) kinds.set(node.k, (kinds.get(node.k) ?? 0) + 1);
  for (const arrow of ARROWS) {
    if (arrow.state === "not_begun") continue;
    for (const line of [arrow.look, arrow.state === "past" ? "past" : null, arrow.g ? "governance" : null]) if (line) lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  $("kinds").replaceChildren(...PAGE.roles.filter(role => kinds.has(role.k)).map(role => check("kind", role.k, S.kinds.has(role.k), swatch(role.k), t(`kind.${role.k}`), kinds.get(role.k), S.kinds)));
  gather();
  $("lines").replaceChildren(...LINES.map(line => check("line", line, S.lines.has(line), lineKey(LOOKS[line] ?? { status: line }), t(`line.${line}`), lines.get(line) ?? 0, S.lines)));
  const marks = Object.keys(MARKS).filter(mark => PAGE.map || !ON_THE_MAP.includes(mark));
  $("marks").replaceChildren(...marks.map(mark => el("li", "key", keyCanvas(c => MARKS[mark](c, C.panel)), el("span", "", t(`mark.${mark}`)))));
  buildAbout();
  if (restore) document.querySelector(restore)?.focus();
}
function buildAbout() {
  const about = $("about"), many = SOURCES.length;
  about.replaceChildren();
  if (PAGE.note) about.append(el("p", "note", name(PAGE.note)));
  about.append(el("p", "", fill("about.data", day(PAGE.asOf, true), number(NODES.length), number(ARROWS.length), number(many))));
  about.append(el("p", "", t("about.rule")));
  if (PAGE.dropped || PAGE.leftOut) about.append(el("p", "", t("left.how")));
  const box = el("details", "", el("summary", "", `${t("sources")} (${number(many)})`));
  box.ontoggle = () => { if (box.open && box.children.length === 1) box.append(sources(SOURCES.map((_, i) => String(i)))); };
  if (many) about.append(box);
  about.append(el("p", "", t("about.correct")));
}
