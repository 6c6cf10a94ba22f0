/* Words: two languages, numbers, dates, names. Nothing here makes HTML: elements get text, and only text. */

const t = key => TEXTS[S.lang][key] ?? key;
const known = key => key in TEXTS[S.lang];
const fill = (key, ...values) => values.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), t(key));
/* A word of the data (a service, a unit, a vector): translated where we can, else the word itself. */
const word = (group, slug) => known(`${group}.${slug}`) ? t(`${group}.${slug}`) : PAGE.words[slug] ? both(PAGE.words[slug]) : String(slug).replaceAll("-", " ").replaceAll("_", " ");
const both = pair => pair ? pair[S.lang === "fr" ? 0 : 1] : "";
const number = n => new Intl.NumberFormat(S.lang).format(n);
const list = items => new Intl.ListFormat(S.lang, { type: "conjunction" }).format(items);
/* As graph/folding.py and graph/search_text.py fold: their table and their separators come with the page. */
const LETTER = new RegExp(`[${Object.keys(PAGE.letters).join("")}]`, "gu"), SEPARATORS = new RegExp(PAGE.separators, "gu");
const folded = text => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(LETTER, letter => PAGE.letters[letter]).replace(SEPARATORS, " ").trim();
const nameOf = thing => thing[S.lang] ?? thing.name;
function called(id) {
  const thing = NODE_BY_ID.get(id) ?? INCIDENT_BY_ID.get(id) ?? NAMES.get(id);
  return thing ? nameOf(thing) : id;
}
const plural = (key, n) => fill(`${key}.${(S.lang === "fr" ? n < 2 : n === 1) ? "one" : "many"}`, number(n));
const cardName = card => card.fold ? fill("fold.name", plural(`noun.${card.node.k}`, card.fold.members.length - card.fold.open.size)) : nameOf(card.node);

function day(iso, long = false) {
  const [y, m, d] = iso.split("-").map(Number);
  const parts = d ? { day: "numeric", month: long ? "long" : "short", year: "numeric" } : m ? { month: "short", year: "numeric" } : { year: "numeric" };
  return new Intl.DateTimeFormat(S.lang === "en" ? "en-GB" : S.lang, { ...parts, timeZone: "UTC" }).format(new Date(Date.UTC(y, (m || 1) - 1, d || 1)));
}
/* When an incident occurred: from the first to the last day of what the sources say, as precisely as they agree. */
function when(incident) {
  const from = incident.on ?? incident.to, to = incident.to ?? incident.on;
  if (!from) return t("undated");
  const whole = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).getUTCDate() === Number(to.slice(8, 10));
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith("-01-01") && to.endsWith("-12-31")) return day(from.slice(0, 4));
  if (from.slice(0, 7) === to.slice(0, 7) && from.endsWith("-01") && whole) return day(from.slice(0, 7));
  return from === to ? day(from) : `${day(from)} – ${day(to)}`;
}
/* EDTF as a source gives it: plain dates and spans of them are written out, anything else is shown as it is. */
const PLAIN = /^\d{4}(-(0\d|1[0-2])(-\d{2})?)?$/;  // a month above 12 is a season
const point = text => PLAIN.test(text) ? day(text) : text.endsWith("~") && PLAIN.test(text.slice(0, -1)) ? fill(text.length > 8 ? "approx.day" : "approx", day(text.slice(0, -1))) : text;
function edtf(text) {
  const [from, to] = text.split("/"), open = end => end === ".." || end === "", fits = end => /-\d{2}-\d{2}$/.test(end) ? "_day" : "";
  if (to === undefined || (open(from) && open(to))) return point(text);
  if (open(to)) return t(`day.from${fits(from)}`).replaceAll("{a}", point(from));
  if (open(from)) return t(`day.by${fits(to)}`).replaceAll("{b}", point(to));
  return `${point(from)} – ${point(to)}`;
}

/* A date after what its language puts before it (`day.…` of the commands): depuis le 28 nov. 2025, en 2018, vers 2018. */
function spoken(need, text) {
  const parts = PLAIN.test(text) ? text.split("-").length : 0;
  return t(`day.${need}_${["about", "year", "month", "day"][parts]}`).replaceAll("{d}", edtf(text));
}

function period(arrow) {
  const parts = [];
  if (arrow.se ?? arrow.s) parts.push(spoken("since", arrow.se ?? arrow.s));
  if (arrow.ue ?? arrow.u) parts.push(spoken("until", arrow.ue ?? arrow.u));
  if (arrow.ne ?? arrow.n) parts.push(fill("seen", spoken("on", arrow.ne ?? arrow.n)));
  return parts.length ? parts.join(", ") : t("undated");
}

/* Bounds are never a bare number: at least, at most, about where a size behind them is rounded, how much rests on
   relations that somebody contests, and what nobody has counted. */
function bounds(people, what = "persons") {
  const unknown = people.un?.length ?? 0, high = people.hi ?? null;
  if (!people.lo && !unknown && !people.n) return t(`${what}.none`);
  if (!people.lo && high === null) return plural(`${what}.unknown`, Math.max(1, unknown));
  const form = `${what}.${high === null ? "least" : high === people.lo ? "exact" : "between"}${people.ap ? ".about" : ""}`;
  const figure = fill(form, number(people.lo), number(high ?? 0));
  const text = people.co ? fill("bounds.contested", figure, number(people.co)) : figure;
  return unknown ? `${text}, ${plural("and.unknown", unknown)}` : text;
}
/* The same where there is little room. */
const rounded = pair => pair[3] ? "≈ " : "";
const briefly = pair => rounded(pair) + brief(pair);
const brief = ([low, high]) => low === high ? number(low) : high == null ? `≥ ${number(low)}` : low == null ? `≤ ${number(high)}` : `${number(low)}–${number(high)}`;
function range(pair, unit) {
  const [low, high] = pair, name = unit ? ` ${word("unit", unit)}` : "";
  if (low === high) return rounded(pair) + number(low) + name;
  if (high == null) return rounded(pair) + fill("atleast", number(low)) + name;
  return rounded(pair) + (low == null ? fill("atmost", number(high)) : `${number(low)} – ${number(high)}`) + name;
}

/* Elements. */
function el(tag, cls, ...content) {
  const element = document.createElement(tag);
  if (cls) element.className = cls;
  for (const part of content) if (part != null && part !== "") element.append(part);
  return element;
}
const name = text => { const b = el("bdi", "", text); b.dir = "auto"; return b; };
function button(cls, text, act) {
  const b = el("button", cls, text);
  b.type = "button";
  b.onclick = act;
  return b;
}
function source(evidence) {
  const [number_, ...rest] = evidence.split("#"), doc = SOURCES[Number(number_)], place = rest.join("#");
  const box = el("span", "src");
  if (!doc) return el("span", "src", evidence);
  const label = doc.t ?? doc.p ?? doc.i;
  if (doc.w) {
    const a = el("a", "", name(label));
    a.href = doc.w; a.target = "_blank"; a.rel = "noopener noreferrer nofollow";
    if (doc.l) a.lang = doc.l;
    box.append(a);
  } else box.append(name(label));
  const more = [doc.t ? doc.p : null, doc.d ? edtf(doc.d) : null, place || null].filter(Boolean).join(" · ");
  if (more) box.append(el("small", "", ` · ${more}`));
  return box;
}
function sources(evidence) {
  const box = el("div", "sources");
  for (const item of evidence ?? []) box.append(source(item));
  return box;
}
const sourceText = evidence => (evidence ?? []).map(item => {
  const doc = SOURCES[Number(item.split("#")[0])];
  return doc ? [doc.t ?? doc.p, doc.d ? edtf(doc.d) : null, item.split("#").slice(1).join("#") || null].filter(Boolean).join(", ") : item;
}).join(t("semicolon"));
const sentence = arrow => `${nameOf(arrow.from)} ${t(`arrow.${arrow.t}`)} ${nameOf(arrow.to)}`;
