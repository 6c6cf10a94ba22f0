// ---
// topic: claims
// title: {fr: "Qui a dit quoi, et quand", en: "Who said what, and when"}
// description:
//   fr: Toutes les déclarations sur un incident, dans l'ordre des sujets et des dates, avec leur auteur, leur statut et leurs sources ; celles que leur auteur a remplacées le disent.
//   en: Every statement about an incident, in order of field and date, with its author, status and sources; those that their author replaced say so.
// parameters:
//   - {name: incident, type: node, labels: [Incident], meaning: {fr: "l'incident", en: the incident}, example: "incident:medecindirect-2025-11"}
// columns:
//   field: {fr: sujet, en: subject}
//   low: {fr: au moins, en: at least}
//   high: {fr: au plus, en: at most}
//   approximate: {fr: environ, en: about}
//   unit: {fr: unité, en: unit}
//   answer: {fr: réponse, en: answer}
//   date: {fr: date dite, en: date stated}
//   text_fr: {fr: texte (fr), en: text (fr)}
//   text_en: {fr: texte (en), en: text (en)}
//   reply: {fr: en réponse, en: in reply}
//   scope: {fr: périmètre, en: scope}
//   by: {fr: selon, en: by}
//   made_on: {fr: dit le, en: said on}
//   status: {fr: statut, en: status}
//   replaced: {fr: remplacée, en: replaced}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (c:Claim)-[:ABOUT]->(i:Incident {id: $incident})
OPTIONAL MATCH (later:Claim)-[:ABOUT]->(i)
WHERE c.id IN later.supersedes
  OR (later.series = c.series AND later.by = c.by AND later.field = c.field AND later.unit = c.unit AND later.made_on > c.made_on)
WITH c, count(later) > 0 AS replaced
RETURN c.field AS field, c.low AS low, c.high AS high,
       CASE WHEN c.low IS NULL AND c.high IS NULL THEN null ELSE coalesce(c.approximate, false) END AS approximate,
       c.unit AS unit, c.answer AS answer, c.on_edtf AS date, coalesce(c.text_fr, c.text_en) AS text_fr, coalesce(c.text_en, c.text_fr) AS text_en,
       size(coalesce(c.replies_to, [])) > 0 AS reply, coalesce(c.scope, []) AS scope, c.by AS by, c.made_on_edtf AS made_on, c.status AS status, replaced, c.evidence AS evidence
ORDER BY field, made_on, low, c.id
