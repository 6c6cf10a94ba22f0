/* What is known of the thing chosen, with every source; and the sentence over the picture. */

const tagged = (cls, ...content) => el("div", cls, ...content);
const small = (...content) => tagged("m", ...content);
const statusOf = status => t(`status.${status ?? "reported"}`);
// whose statement a value is: its status with its speaker, never the one without the other
const voiceOf = (status, who) => who?.length ? `${statusOf(status)} · ${fill("saidby", list(who.map(called)))}` : statusOf(status);
const otherVoices = (said, word) => (said.rd ?? []).slice(1).map(([value, status, who]) =>
  small(fill("voice.other", [value ? word(value) : null, voiceOf(status, who)].filter(Boolean).join(" · "))));
function facts(pairs) {
  const dl = el("dl");
  for (const [key, value] of pairs) if (value != null && value !== "") dl.append(el("dt", "", key), el("dd", "", value));
  return dl;
}
function swatch(kind, side = 22) {
  const canvas = el("canvas"), r = devicePixelRatio || 1, look = ROLES.get(kind), c = canvas.getContext("2d");
  canvas.width = canvas.height = side * r; canvas.style.width = canvas.style.height = `${side}px`;
  canvas.setAttribute("aria-hidden", "true");
  c.scale(r, r); outline(c, look.shape === "cut" ? "box" : look.shape, 0, 0, side, side); c.fillStyle = look.colour; c.fill();
  glyph(c, look.glyph, side / 2, side / 2, side * 0.58, inkOn(look.colour));
  return canvas;
}

function buildDetail() {
  const right = $("right"), has = S.node !== null || S.incident || S.arrow;
  if (!has) S.tab = 1;
  $("tab2").disabled = !has;
  right.hidden = S.tab !== 2; $("left").hidden = S.tab === 2;
  $("tab1").setAttribute("aria-selected", String(S.tab === 1)); $("tab2").setAttribute("aria-selected", String(S.tab === 2));
  right.replaceChildren();
  if (!has) return;
  const close = button("x", "✕", clear);
  close.setAttribute("aria-label", t("clear"));
  right.append(close);
  if (S.incident) incidentDetail(right, INCIDENT_BY_ID.get(S.incident));
  else if (S.arrow) lineDetail(right, scene.lines.find(line => line.key === S.arrow));
  else if (S.second !== null) wayDetail(right);
  else nodeDetail(right, NODES[S.node]);
  right.scrollTop = 0;
}

// what the other readings of a relation say of its days, each with its own status and speaker
const otherReadings = arrow => (arrow.rd ?? []).slice(1).map(([, status, who, since, until]) =>
  small(fill("voice.other", [since || until ? `${since ? edtf(since) : "…"} – ${until ? edtf(until) : "…"}` : null, voiceOf(status, who)].filter(Boolean).join(" · "))));

function relationBox(arrow, withNames = true) {
  const box = tagged("rel"), d = [];
  if (withNames) box.append(tagged("t", name(nameOf(arrow.from)), ` ${t(`arrow.${arrow.t}`)} `, name(nameOf(arrow.to))));
  box.append(small(`${voiceOf(arrow.st, arrow.who)} · ${t(`force.${arrow.state}`)} · ${period(arrow)}`));
  box.append(...otherReadings(arrow));
  if (arrow.sv) d.push([t("service"), word("service", arrow.sv)]);
  if (arrow.ct) d.push([t("contract"), arrow.ct]);
  if (arrow.d) d.push([t("data"), list(arrow.d.map(id => called(`data:${id.replace(/^data:/, "")}`)))]);
  if (arrow.dep) d.push([t("deployment"), t(`deployment.${arrow.dep}`)]);
  if (arrow.end) d.push([t("afterend"), t(`afterend.${arrow.end}`)]);
  if (arrow.sc) d.push([t("scope"), t(`scope.${arrow.sc}`)]);
  if (d.length) box.append(facts(d));
  if (arrow.cf) box.append(small(t("conflict")));
  if (arrow.note) box.append(small(both(arrow.note)));
  box.append(sources(arrow.ev));
  return box;
}
function relationList(right, title, arrows) {
  if (!arrows.length) return;
  right.append(el("h3", "", `${title} (${number(arrows.length)})`));
  const box = tagged("rels"), first = 40;
  arrows.slice(0, first).forEach(arrow => box.append(relationBox(arrow)));
  right.append(box);
  if (arrows.length > first) {
    const more = button("more", fill("more", number(arrows.length - first)), () => { more.remove(); arrows.slice(first).forEach(arrow => box.append(relationBox(arrow))); });
    right.append(more);
  }
}
const shownArrows = arrows => arrows.filter(a => a.state !== "not_begun" && S.lines.has(a.look) && (a.state !== "past" || S.lines.has("past")));

/* Counts per kind of what an answer reached, as nodes (a fold counts its members). */
function tally(numbers) {
  const counts = new Map();
  for (const n of numbers) counts.set(NODES[n].k, (counts.get(NODES[n].k) ?? 0) + 1);
  return [...counts].sort((a, b) => ROLES.get(a[0]).tier - ROLES.get(b[0]).tier).map(([kind, n]) => plural(`noun.${kind}`, n));
}
function answerFacts(answer) {
  if (!answer) return [];
  const by = outcome => [...answer.hits].filter(([, hit]) => hit.outcome === outcome).map(([n]) => n), pairs = [];
  for (const outcome of ["observed", "potential", "cleared"]) { const hits = by(outcome); if (hits.length) pairs.push([t(`outcome.${outcome}.long`), list(tally(hits))]); }
  if (answer.far) pairs.push([t("far"), plural("far.count", answer.far)]);
  pairs.push([t("people"), bounds(answer.people)]);
  if (answer.professionals) pairs.push([t("professionals"), bounds(answer.professionals)]);
  if (answer.carers?.[0] || answer.carers?.[2]) pairs.push([t("carers"), bounds({ lo: answer.carers[0], hi: answer.carers[1], un: Array(answer.carers[2]), n: 1 }, "carers")]);
  if (answer.people.y?.length) pairs.push(["", fill("years", answer.people.y.join(", "))]);
  return pairs;
}

/* Where a live picture leads: to the page of a thing, and to the picture with what is around it added. */
function leads(id) {
  return (LEADS.get(id) ?? []).flatMap((to, i) => {
    if (!to) return [];
    const a = el("a", "act", t(i ? "around.grown" : "around.page"));
    a.href = to;
    return [a];
  });
}
function nodeDetail(right, node) {
  const fold = node.fold && !node.fold.open.has(node.n) ? node.fold : null, card = { n: node.n, node, fold };
  const kind = tagged("kind", swatch(node.k), el("span", "", t(`kind.${node.k}`)));
  right.append(el("h2", "", name(cardName(card))), kind, ...(fold ? [] : leads(node.i)));
  if (node.u) right.append(small(t("unnamed.long")));
  const own = [];
  if (node.k === "people") own.push([t("size"), node.size ? range(node.size) + (node.size[2] ? ` (${day(node.size[2].slice(0, 4))})` : "") : t("size.unknown")]);
  if (node.count) own.push([t("count"), range(node.count)]);
  if (node.also && !fold) own.push([t("aliases"), node.also.join(" · ")]);
  if (own.length) right.append(facts(own));
  if (node.note) right.append(el("p", "m", both(node.note)));
  for (const incident of eventsAt(node)) {
    const b = button("inc", "", () => selectIncident(incident.i));
    b.append(el("b", "", nameOf(incident)), el("small", "", when(incident)));
    right.append(b);
  }
  for (const incident of INCIDENTS.filter(happened)) for (const hit of incident.hit.filter(h => h.p === node.i)) right.append(hitBox(hit, incident));
  const answer = radius(node.i);
  if (answer) right.append(el("h3", "", t("radius")), facts(answerFacts(answer)), small(t("recorded")));
  if (SIZES) right.append(small(t("left.how")));
  const down = downstream(node);
  if (down.length) right.append(el("h3", "", t("relieson")), facts([["", list(tally(down))]]));
  if (fold) right.append(foldList(fold));
  else if (node.fold) right.append(button("act", t("refold"), () => refold(node.fold)));
  relationList(right, t("trusts"), shownArrows(node.out));
  relationList(right, t("trustedby"), fold ? shownArrows(node.into) : shownArrows(node.into));
  if (node.ev) right.append(el("h3", "", t("sources")), sources(node.ev));
  right.append(el("p", "hint", t("second")));
}

function hitBox(hit, incident) {
  const box = tagged(`rel outcome-${hit.o}`, tagged("t", incident ? fill("shown.in", nameOf(incident)) : name(called(hit.p))));
  box.append(small(`${t(`shown.${hit.o}`)} · ${voiceOf(hit.st, hit.who)}${hit.r ? ` · ${range(hit.r, hit.u)}` : ""}${hit.e ? ` · ${t(`effect.${hit.e}`)}` : ""}`));
  box.append(...otherVoices(hit, outcome => t(`shown.${outcome}`)));
  /* whoever was hit through another is shown with the other: the data lay there */
  const broke = (incident?.at ?? []).map(p => p.p);
  if (broke.length && hit.o !== "not_affected" && !broke.includes(hit.p)) box.append(small(fill("broke.at", list(broke.map(called)))));
  if (hit.cf) box.append(small(t("conflict")));
  if (hit.note) box.append(small(both(hit.note)));
  box.append(sources(hit.ev));
  return box;
}
function claimBox(claim) {
  const box = tagged(`rel${claim.old || claim.st === "retracted" ? " old" : ""}`), value = claim.r ? range(claim.r, claim.u) : claim.a ? t(`answer.${claim.a}`) : claim.on ? edtf(claim.on) : both(claim.x);
  box.append(tagged("t", fill("pair", word("field", claim.f), value)));
  if (claim.x && (claim.r || claim.a || claim.on)) box.append(small(both(claim.x)));
  box.append(small([claim.by ? fill("saidby", called(claim.by)) : t("saidby.source"), claim.m ? edtf(claim.m) : null, statusOf(claim.st), claim.old ? t("superseded") : null, claim.re ? t("reply") : null].filter(Boolean).join(" · ")));
  if (claim.sc?.length) box.append(small(fill("scope.of", list(claim.sc.map(called)))));
  box.append(sources(claim.ev));
  return box;
}
function incidentDetail(right, incident) {
  right.append(el("h2", "", name(nameOf(incident))), ...leads(incident.i));
  right.append(tagged("kind", [when(incident), ...(incident.eff ?? []).map(e => t(`effect.${e}`))].join(" · ")));
  const places = incident.at.map(p => called(p.p));
  if (places.length) right.append(facts([[t("brokeat"), list(places)]]));
  const best = incident.claims.filter(c => c.best);
  if (best.length) {
    right.append(el("h3", "", t("declared")));
    best.forEach(claim => right.append(claimBox(claim)));
    for (const line of incident.span) right.append(small(both(line)));
  }
  const answer = radius(incident.i);
  if (!incident.at.length) right.append(el("h3", "", t("radius")), small(t("banner.nowhere")));
  else if (answer) right.append(el("h3", "", t("radius")), facts(answerFacts(answer)), small(t("recorded")));
  const section = (title, boxes) => { if (boxes.length) right.append(el("h3", "", `${title} (${number(boxes.length)})`), ...boxes); };
  section(t("shown"), incident.hit.map(hit => hitBox(hit)));
  section(t("door"), incident.by.map(d => tagged("rel", tagged("t", word("vector", d.v ?? "unknown")), small([called(d.p), both(d.a), voiceOf(d.st, d.who), both(d.note)].filter(Boolean).join(" · ")), sources(d.ev))));
  section(t("categories"), incident.data.map(d => tagged(`rel data-${d.o}`, tagged("t", called(d.c)), small([t(`exposed.${d.o}`), d.of && d.at ? fill("whose.of", word("whose", d.of), called(d.at)) : d.of ? word("whose", d.of) : d.at ? fill("whose.people", called(d.at)) : null, voiceOf(d.st, d.who)].filter(Boolean).join(" · ")), ...otherVoices(d, outcome => t(`exposed.${outcome}`)), sources(d.ev))));
  section(t("told"), incident.note.map(n => tagged("rel", tagged("t", name(called(n.a)), ` → `, name(called(n.b))), small([n.yes === 0 ? t("told.no") : n.yes === undefined ? t("told.disputed") : null, n.on ? edtf(n.on) : t("undated"), n.duty ? word("duty", n.duty) : null, n.h ? fill("hours", briefly(n.h)) : null, voiceOf(n.st, n.who)].filter(Boolean).join(" · ")), sources(n.ev))));
  const rest = incident.claims.filter(c => !c.best);
  if (rest.length) {
    const box = el("details", "", el("summary", "", `${t("claims")} (${number(rest.length)})`));
    box.ontoggle = () => { if (box.open && box.children.length === 1) rest.forEach(claim => box.append(claimBox(claim))); };
    right.append(box);
  }
  if (incident.open.length) { const ul = el("ul"); incident.open.forEach(q => ul.append(el("li", "", both(q)))); right.append(el("h3", "", t("open")), ul); }
  if (incident.ev) right.append(el("h3", "", t("sources")), sources(incident.ev));
}
function lineDetail(right, line) {
  right.append(el("h2", "", name(cardName(scene.cards.get(line.a))), " → ", name(cardName(scene.cards.get(line.b)))));
  right.append(tagged("kind", `${t(`arrow.${line.type}`)}${line.arrows.length > 1 ? ` · × ${number(line.arrows.length)}` : ""}`));
  relationList(right, t("relations"), line.arrows);
}
function wayDetail(right) {
  right.append(el("h2", "", name(nameOf(NODES[S.node])), " ⇢ ", name(nameOf(NODES[S.second]))));
  if (chosen?.none) { right.append(el("p", "", t("noway"))); return; }
  const arrows = shown.lines.filter(line => chosen.lines.has(line.key)).flatMap(line => line.arrows.slice(0, 1));
  relationList(right, t("way"), arrows);
}

/* The members of a fold: searchable, drawn as far as they can be seen, each can be shown apart. */
const ROW = 28;
function foldList(fold) {
  const box = tagged("group"), input = el("input"), view = tagged("vlist"), space = el("div"), members = fold.members.filter(m => !fold.open.has(m.n));
  let rows = members;
  input.type = "text"; input.id = "members-q"; input.autocomplete = "off"; input.placeholder = t("members.filter"); input.setAttribute("aria-label", t("members.filter"));
  view.id = "members"; view.tabIndex = 0; view.setAttribute("role", "group"); view.setAttribute("aria-label", t("members"));
  const draw = () => {
    const first = Math.max(0, Math.floor(view.scrollTop / ROW) - 4), parts = [];
    rows.slice(first, first + 18).forEach((member, i) => {
      const row = tagged("", name(nameOf(member))), b = button("", t("apart"), () => { unfold(fold, [member]); select(member.n); });
      row.style.top = `${(first + i) * ROW}px`;
      b.setAttribute("aria-label", fill("pair", t("apart"), nameOf(member)));
      row.append(b); parts.push(row);
    });
    if (!rows.length) parts.push(tagged("", t("none")));
    space.replaceChildren(...parts);
  };
  const filter = () => {
    const wanted = folded(input.value);
    rows = members.filter(m => !wanted || folded(nameOf(m)).includes(wanted));
    space.style.height = `${Math.max(1, rows.length) * ROW}px`; view.scrollTop = 0; draw();
  };
  input.oninput = filter;
  view.addEventListener("scroll", draw, { passive: true });
  view.append(space);
  box.append(el("h3", "", fill("members.title", number(members.length))));
  if (members.length <= 60) box.append(button("act", fill("unfold", number(members.length)), () => unfold(fold, fold.members)));
  if (members.length > 12) box.append(input);
  box.append(view);
  filter();
  return box;
}

function outcomes(answer) {
  const parts = [];
  for (const outcome of ["observed", "potential", "cleared"]) {
    const hits = [...answer?.hits ?? []].filter(([, hit]) => hit.outcome === outcome).map(([n]) => n);
    if (hits.length) parts.push(fill(`banner.${outcome}`, list(tally(hits))) + (outcome === "potential" ? ofWhich(answer) : ""));
  }
  return parts.join(t("semicolon"));
}
/* Of those that may be hit: how many through a link that had ended, or that is not known to hold on the day shown. */
function ofWhich(answer) {
  const may = [...answer.hits.values()].filter(hit => hit.outcome === "potential"), past = may.filter(hit => hit.past).length;
  const unsure = may.filter(hit => !hit.past && hit.way.some(k => ARROWS[k].state === "unknown")).length;
  const parts = [past ? fill("banner.past", number(past)) : null, unsure ? fill("banner.unsure", number(unsure)) : null].filter(Boolean);
  return parts.length ? fill("banner.of", parts.join(", ")) : "";
}
/* The sentence over the picture: what is chosen, who may be hit, and how many people, with its bounds. */
function buildBanner() {
  const banner = $("banner"), answer = chosen?.answer;
  let text = "";
  if (S.incident) {
    const incident = INCIDENT_BY_ID.get(S.incident);
    text = `${fill("pair", `${nameOf(incident)}${incident.on ? ` (${when(incident)})` : ""}`, outcomes(answer) || t(incident.at.length ? "banner.nobody" : "banner.nowhere"))}.`;
    if (incident.at.length) text += ` ${bounds(answer?.people ?? { lo: 0, hi: 0 })}.`;
  } else if (S.second !== null && S.node !== null) text = chosen?.none ? t("noway") : fill("banner.way", nameOf(NODES[S.node]), nameOf(NODES[S.second]));
  else if (S.node !== null && answer) {
    text = answer.hits.size || SIZES ? `${fill("pair", fill("banner.node", nameOf(NODES[S.node])), outcomes(answer) || plural("far.count", answer.far))}. ${bounds(answer.people)}.` : fill("banner.leaf", nameOf(NODES[S.node]));
  }
  else if (S.arrow && chosen) text = `${sentence(scene.lines.find(line => line.key === S.arrow).arrows[0])}.`;
  const hidden = chosen && answer ? [...answer.hits.keys()].filter(n => !scene.cards.has(cardKey(NODES[n]))).length : 0;
  if (hidden) text += ` ${fill("banner.hidden", number(hidden))}`;
  banner.hidden = !text;
  $("said").textContent = text;
  const people = answer?.people;
  banner.dataset.least = people ? String(people.lo) : "";
  banner.dataset.most = people && people.hi != null ? String(people.hi) : "";
}
