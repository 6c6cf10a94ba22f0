// ---
// topic: claims
// title: {fr: "Ce qu'un acteur a déclaré", en: What a party has said}
// description:
//   fr: Toutes les déclarations d'une organisation (autorité, victime, fournisseur), tous incidents confondus.
//   en: Every statement of one organisation (authority, victim, supplier), over all incidents.
// parameters:
//   - {name: speaker, type: node, labels: [Organisation], meaning: {fr: qui parle, en: the speaker}, example: "org:cnil"}
// columns:
//   incident: {fr: incident, en: incident}
//   field: {fr: sujet, en: subject}
//   low: {fr: au moins, en: at least}
//   high: {fr: au plus, en: at most}
//   approximate: {fr: environ, en: about}
//   unit: {fr: unité, en: unit}
//   answer: {fr: réponse, en: answer}
//   text_fr: {fr: texte (fr), en: text (fr)}
//   text_en: {fr: texte (en), en: text (en)}
//   reply: {fr: en réponse, en: in reply}
//   made_on: {fr: dit le, en: said on}
//   status: {fr: statut, en: status}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (s:Organisation {id: $speaker})<-[:STATED_BY]-(c:Claim)-[:ABOUT]->(i:Incident)
RETURN i.id AS incident, c.field AS field, c.low AS low, c.high AS high,
       CASE WHEN c.low IS NULL AND c.high IS NULL THEN null ELSE coalesce(c.approximate, false) END AS approximate,
       c.unit AS unit, c.answer AS answer,
       coalesce(c.text_fr, c.text_en) AS text_fr, coalesce(c.text_en, c.text_fr) AS text_en,
       size(coalesce(c.replies_to, [])) > 0 AS reply, c.made_on_edtf AS made_on, c.status AS status, c.evidence AS evidence
ORDER BY incident, field, made_on, c.id
