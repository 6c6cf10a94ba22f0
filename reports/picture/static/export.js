/* Images to print or edit: the same drawing, on a canvas of its own (PNG) or as shapes and text (SVG). */

const escaped = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
const short = value => Number(value.toFixed(2));

/* A pen with the calls of a canvas that the drawing uses, which writes SVG. Text is measured on a canvas. */
class SvgPen {
  constructor() {
    this.parts = []; this.path = []; this.stack = []; this.matrix = [1, 0, 0]; /* scale, x, y */
    this.ruler = document.createElement("canvas").getContext("2d");
    Object.assign(this, { globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", dash: [] });
  }
  xy(x, y) { const [s, dx, dy] = this.matrix; return `${short(x * s + dx)} ${short(y * s + dy)}`; }
  save() { this.stack.push({ matrix: [...this.matrix], dash: this.dash, globalAlpha: this.globalAlpha, fillStyle: this.fillStyle, strokeStyle: this.strokeStyle, lineWidth: this.lineWidth, lineCap: this.lineCap, lineJoin: this.lineJoin, font: this.font }); }
  restore() { Object.assign(this, this.stack.pop()); }
  translate(x, y) { const [s, dx, dy] = this.matrix; this.matrix = [s, dx + x * s, dy + y * s]; }
  scale(k) { this.matrix[0] *= k; }
  setLineDash(dash) { this.dash = dash; }
  beginPath() { this.path = []; }
  moveTo(x, y) { this.path.push(`M${this.xy(x, y)}`); }
  lineTo(x, y) { this.path.push(`L${this.xy(x, y)}`); }
  bezierCurveTo(a, b, c, d, x, y) { this.path.push(`C${this.xy(a, b)} ${this.xy(c, d)} ${this.xy(x, y)}`); }
  closePath() { this.path.push("Z"); }
  rect(x, y, w, h) { this.moveTo(x, y); this.lineTo(x + w, y); this.lineTo(x + w, y + h); this.lineTo(x, y + h); this.closePath(); }
  arc(x, y, r) { const k = short(r * this.matrix[0]); this.path.push(`M${this.xy(x + r, y)}A${k} ${k} 0 1 1 ${this.xy(x - r, y)}A${k} ${k} 0 1 1 ${this.xy(x + r, y)}`); }
  roundRect(x, y, w, h, r0) {
    const r = Math.min(r0, w / 2, h / 2), k = short(r * this.matrix[0]), turn = (a, b) => this.path.push(`A${k} ${k} 0 0 1 ${this.xy(a, b)}`);
    this.moveTo(x + r, y); this.lineTo(x + w - r, y); turn(x + w, y + r); this.lineTo(x + w, y + h - r); turn(x + w - r, y + h);
    this.lineTo(x + r, y + h); turn(x, y + h - r); this.lineTo(x, y + r); turn(x + r, y); this.closePath();
  }
  put(extra) { this.parts.push(`<path d="${this.path.join("")}"${extra}${this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""}/>`); }
  fill() { if (this.path.length) this.put(` fill="${escaped(this.fillStyle)}"`); }
  stroke() {
    if (!this.path.length) return;
    const s = this.matrix[0], dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(d => short(d * s)).join(" ")}"` : "";
    this.put(` fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${short(this.lineWidth * s)}" stroke-linecap="${this.lineCap}" stroke-linejoin="${this.lineJoin}"${dash}`);
  }
  fillRect(x, y, w, h) { this.beginPath(); this.rect(x, y, w, h); this.fill(); }
  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  fillText(text, x, y) {
    const [, weight, px] = /^(\d+ )?([\d.]+)px/.exec(this.font) ?? [], at = this.textBaseline === "middle" ? y + Number(px) * 0.35 : y;
    const [left, top] = this.xy(x, at).split(" "), anchor = { left: "start", center: "middle", right: "end" }[this.textAlign];
    this.parts.push(`<text x="${left}" y="${top}" font-size="${short(px * this.matrix[0])}" font-weight="${(weight ?? "400").trim()}" text-anchor="${anchor}" fill="${escaped(this.fillStyle)}"${this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""}>${escaped(text)}</text>`);
  }
  svg(w, h) { return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(w)}" height="${Math.ceil(h)}" viewBox="0 0 ${Math.ceil(w)} ${Math.ceil(h)}" font-family="${escaped(FONT)}">\n<title>${escaped(document.title)}</title>\n${this.parts.join("\n")}\n</svg>\n`; }
}

/* The whole image: title, sentence, headings, picture, legend, date and note. `begin(w, h)` gives the pen. */
function drawImage(begin) {
  const box = boxAround(everything()) ?? { x0: 0, y0: 0, x1: 600, y1: 200 }, pad = 40, top = 100;
  const w = Math.max(760, box.x1 - box.x0 + 2 * pad), kinds = PAGE.roles.filter(r => [...shown.cards.values()].some(card => card.node.k === r.k));
  const foot = 64 + Math.ceil(kinds.length / Math.max(1, Math.floor((w - 2 * pad) / 210))) * 24 + 28, h = box.y1 - box.y0 + top + foot + 2 * pad;
  const c = begin(w, h), dx = (w - (box.x1 - box.x0)) / 2 - box.x0, dy = top + pad - box.y0, keep = scale;
  exporting = true; scale = 1;
  try {
    c.fillStyle = C.bg; c.fillRect(0, 0, w, h);
    c.save(); c.translate(0, top - HEAD); paintBands(c, x => x + dx, w, h - top - foot + HEAD, false); paintBands(c, x => x + dx, w, HEAD, true); c.restore();
    c.save(); c.translate(dx, dy);
    paintLines(c, null); paintFalls(c);
    for (const key of everything()) { const at = place.at.get(key); paintNode(c, key, at.x, at.y); }
    paintWords(c); c.restore();
    c.textAlign = "left"; c.textBaseline = "alphabetic"; c.globalAlpha = 1; c.setLineDash([]);
    c.fillStyle = C.ink; c.font = `700 22px ${FONT}`; c.fillText(ellipsis(c, document.title, w - 2 * pad), pad, 34);
    c.fillStyle = C.muted; c.font = `13px ${FONT}`; c.fillText(ellipsis(c, $("said").textContent || $("lead").textContent, w - 2 * pad), pad, 56);
    let x = pad, y = h - foot + 30;
    for (const role of kinds) {
      if (x + 200 > w - pad) { x = pad; y += 24; }
      c.beginPath(); c.roundRect(x, y - 13, 18, 18, 4); c.fillStyle = role.colour; c.fill(); glyph(c, role.glyph, x + 9, y - 4, 11, inkOn(role.colour));
      c.fillStyle = C.ink; c.textAlign = "left"; c.textBaseline = "alphabetic"; c.font = `12.5px ${FONT}`; c.fillText(ellipsis(c, t(`kind.${role.k}`), 175), x + 25, y); x += 210;
    }
    x = pad; y += 26;
    for (const line of ["confirmed", "reported", "claimed", "contested", "past"]) {
      const style = styleOf({ key: "", state: line === "past" ? "past" : "in_force", status: line === "past" ? "confirmed" : line });
      c.strokeStyle = C.edge; c.setLineDash(style.dash); c.lineCap = style.dash[0] === 0.1 ? "round" : "butt"; c.lineWidth = style.width + (style.double ? 2.6 : 0);
      c.beginPath(); c.moveTo(x, y - 4); c.lineTo(x + 34, y - 4); c.stroke();
      if (style.double) { c.strokeStyle = C.bg; c.lineWidth = style.width; c.beginPath(); c.moveTo(x, y - 4); c.lineTo(x + 34, y - 4); c.stroke(); }
      c.setLineDash([]); c.fillStyle = C.ink; c.font = `12.5px ${FONT}`; c.fillText(t(`line.${line}`), x + 42, y); x += 60 + c.measureText(t(`line.${line}`)).width;
    }
    c.fillStyle = C.muted; c.font = `12px ${FONT}`; c.fillText(ellipsis(c, $("lead").textContent, w - 2 * pad), pad, h - 14);
  } finally { exporting = false; scale = keep; }
}
function png() {
  const canvas = el("canvas");
  drawImage((w, h) => {
    const k = Math.min(2, 15000 / w, 15000 / h);
    canvas.width = Math.round(w * k); canvas.height = Math.round(h * k);
    const c = canvas.getContext("2d");
    c.scale(k, k);
    return c;
  });
  return canvas;
}
function svg() {
  const pen = new SvgPen();
  let box = [0, 0];
  drawImage((w, h) => { box = [w, h]; return pen; });
  return pen.svg(...box);
}
function save(blob, ending) {
  const a = el("a"), address = URL.createObjectURL(blob);
  a.href = address;
  a.download = `maillon-${(S.incident ?? (S.node !== null ? NODES[S.node].i : PAGE.subject)).replace(/[^\w.-]+/g, "-")}-${S.day}.${ending}`;
  a.click();
  setTimeout(() => URL.revokeObjectURL(address), 5000);
}
$("pngbtn").onclick = () => png().toBlob(blob => save(blob, "png"), "image/png");
$("svgbtn").onclick = () => save(new Blob([svg()], { type: "image/svg+xml" }), "svg");
